using Microsoft.EntityFrameworkCore.ChangeTracking;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Live;

/// <summary>Reads off a finished command what others may want to look at again.</summary>
internal static class Hints
{
    public static IReadOnlyList<Hint> Of(Work work, IReadOnlyList<EntityEntry> changed)
    {
        var hints = new HashSet<Hint>();
        var entities = changed.Select(e => e.Entity).ToList();
        var home = entities.OfType<Entity>().FirstOrDefault(e => e.Id == work.Subject.Id) as IScoped ?? entities.OfType<IScoped>().FirstOrDefault();
        if (work.Subject.Id != Guid.Empty) hints.Add(new Hint(work.Subject.Kind, work.Subject.Id, home?.UnitPath ?? work.UnitPath, home?.TerritoryPath ?? ""));
        foreach (var duty in work.Appended.Concat(entities).OfType<Obligation>())
        {
            hints.Add(new Hint(duty.SubjectKind, duty.SubjectId, duty.UnitPath, duty.TerritoryPath, duty.OwnerId));
            hints.Add(new Hint("obligation", Guid.Empty, duty.UnitPath, duty.TerritoryPath, duty.OwnerId));
            if (duty.OwnerId is { } owner) hints.Add(new Hint(Hint.Person, Guid.Empty, "", "", owner));
        }
        foreach (var notice in work.Appended.Concat(entities).OfType<Notice>()) hints.Add(new Hint(Hint.Person, Guid.Empty, "", "", notice.UserId));
        foreach (var account in changed.Where(e => e.Entity is User && e.Property(nameof(User.Stamp)).IsModified)) hints.Add(new Hint(Hint.User, ((User)account.Entity).Id, "", ""));
        var by = work.Actor.Id;
        return hints.Count > Hint.Most ? [.. hints.Where(h => h.Kind == Hint.User), Hint.Everything] : [.. hints.Select(h => h with { By = by })];
    }
}
