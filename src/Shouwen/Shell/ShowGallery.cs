using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Show every component of the kit on one page.</summary>
public sealed record ShowGallery : IQuery<ShowGallery, Done>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler : IHandler<ShowGallery, Done>
    {
        public Task<Done> Handle(ShowGallery query, CancellationToken ct) => Task.FromResult(Done.Yes);
    }
}
