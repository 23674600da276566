namespace Shouwen.Kernel.Obligations;

/// <summary>A duty as programs see it: under which clause, due when (UTC), how it stands.</summary>
public sealed record DutyRow(string Clause, DateTime Due, ObligationState State)
{
    public static DutyRow Of(Obligation duty) => new(duty.Clause, duty.DueAt, duty.State);
}

/// <summary>The answer of a command that also tells which duties it opened or changed.</summary>
public interface IShowsDuties
{
    void Show(IReadOnlyList<Obligation> duties);
}
