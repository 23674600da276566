using Shouwen.Kernel.Access;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.Web;

/// <summary>A module's contents page: everything it brings into the house, in one place.</summary>
public interface IModule
{
    void Describe(House house);
}

/// <summary>What all modules have brought: routes, menu, clauses, parameters, listeners, schedules, reports.</summary>
public sealed class House(
    SubjectKinds subjects, ClauseBook clauses, PolicyBook policies, Heard heard, Schedules schedules, ReportBook reports)
{
    private readonly List<MenuEntry> menu = [];
    private readonly List<MenuEntry> create = [];

    public Routes Routes { get; } = new();
    public SubjectKinds Subjects { get; } = subjects;
    public ClauseBook Clauses { get; } = clauses;
    public PolicyBook Policies { get; } = policies;
    public Heard Hears { get; } = heard;
    public Schedules Every { get; } = schedules;
    public ReportBook Reports { get; } = reports;
    public IReadOnlyList<MenuEntry> Entries => menu;

    /// <summary>A line of the menu, shown to those who may see what is behind it.</summary>
    public void Menu(string title, string url, string icon, string group, int order, Permission needs) =>
        menu.Add(new(title, url, icon, group, order, needs));

    /// <summary>A line of the "New" button.</summary>
    public void Create(string title, string url, string icon, int order, Permission needs) =>
        create.Add(new(title, url, icon, null, order, needs));

    internal IReadOnlyList<MenuItem> MenuFor(Actor actor) => For(menu, actor);

    internal IReadOnlyList<MenuItem> CreateFor(Actor actor) => For(create, actor);

    private static IReadOnlyList<MenuItem> For(IEnumerable<MenuEntry> entries, Actor actor) =>
        [.. entries.Where(e => actor.May(e.Needs)).OrderBy(e => e.Order).Select(e => new MenuItem(Text.Words.T[e.Title], e.Url, e.Icon, e.Group is null ? null : Text.Words.T[e.Group], e.Order))];
}

/// <summary>A menu line with the right that shows it.</summary>
public sealed record MenuEntry(string Title, string Url, string Icon, string? Group, int Order, Permission Needs);
