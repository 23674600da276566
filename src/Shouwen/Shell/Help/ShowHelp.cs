using Shouwen.Kernel.Access;
using Shouwen.Kernel.Help;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Shell.Help;

/// <summary>Show what a page is for, what one does there, and the clauses that bear on it (PLAT-028).</summary>
public sealed record ShowHelp(string Page) : IQuery<ShowHelp, ShowHelp.View>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record View(HelpText Text, IReadOnlyList<(string Code, string Title)> Clauses);

    public sealed class Handler(HelpBook book, ClauseBook clauses) : IHandler<ShowHelp, View>
    {
        public Task<View> Handle(ShowHelp query, CancellationToken ct)
        {
            var text = book.Named(query.Page) ?? throw Refusal.NotFound("The help");
            return Task.FromResult(new View(text, [.. text.Clauses.Select(c => (c, T[clauses.Of(c).Title]))]));
        }
    }
}

/// <summary>List the pages that have help.</summary>
public sealed record HelpIndex : IQuery<HelpIndex, HelpIndex.View>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record View(IReadOnlyCollection<HelpText> Pages);

    public sealed class Handler(HelpBook book) : IHandler<HelpIndex, View>
    {
        public Task<View> Handle(HelpIndex query, CancellationToken ct) => Task.FromResult(new View(book.All));
    }
}
