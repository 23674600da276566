using System.Linq.Expressions;

namespace Shouwen.Kernel.Obligations;

/// <summary>What is still to be done, said in one place and in the words of the partial indexes that serve it.</summary>
public static class OutstandingDuties
{
    /// <summary>Neither done nor waived, whether its clock runs or not; late when its time has passed.</summary>
    public static IQueryable<Obligation> Outstanding(this IQueryable<Obligation> duties) =>
        duties.Where(o => o.FulfilledAt == null && o.State != ObligationState.Waived);

    /// <summary>Of what is outstanding, that whose clock runs; as an expression for questions that are translated once.</summary>
    public static readonly Expression<Func<Obligation, bool>> IsRunning =
        o => o.FulfilledAt == null && o.State != ObligationState.Paused && o.State != ObligationState.Waived;

    /// <summary>Of what is outstanding, that whose clock runs.</summary>
    public static IQueryable<Obligation> Running(this IQueryable<Obligation> duties) => duties.Where(IsRunning);

    /// <summary>Of what is outstanding, that whose clock stands still.</summary>
    public static IQueryable<Obligation> Paused(this IQueryable<Obligation> duties) =>
        duties.Where(o => o.FulfilledAt == null && o.State == ObligationState.Paused);
}
