using Shouwen.Kernel.Access;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Lists;

/// <summary>Which of the things beside the chain a reader may do now; the door checks it again.</summary>
internal static class CaseRights
{
    public const string Note = "note";
    public const string Promise = "promise";
    public const string Wait = "wait";
    public const string Resume = "resume";
    public const string Transfer = "transfer";
    public const string Extend = "extend";
    public const string FirstOwner = "first-owner";

    public static IReadOnlyList<string> Beside(Case matter, Actor actor)
    {
        var isComplaint = matter.Type == Contracts.CaseType.Complaint;
        (string Name, Permission Needs, bool IsPossible)[] all =
        [
            (Note, NoteCase.Needs, true), (Promise, MakePromise.Needs, !matter.IsOver), (Wait, WaitForCustomer.Needs, !matter.IsOver && matter.Waiting is null),
            (Resume, ResumeCase.Needs, matter.Waiting is not null), (Transfer, TransferCase.Needs, !matter.IsOver), (Extend, ExtendCase.Needs, isComplaint && !matter.IsOver), (FirstOwner, ChangeFirstOwner.Needs, true),
        ];
        return [.. all.Where(a => a.IsPossible && actor.May(a.Needs)).Select(a => a.Name)];
    }
}
