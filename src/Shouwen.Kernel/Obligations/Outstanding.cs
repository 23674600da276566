using System.Linq.Expressions;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Obligations;

/// <summary>What is still to be done, said in one place and in the words of the partial indexes that serve it.</summary>
public static class OutstandingDuties
{
    /// <summary>Neither done nor waived, whether its clock runs or not; late when its time has passed. As an expression for questions that are translated once.</summary>
    public static readonly Expression<Func<Obligation, bool>> IsOutstanding = o => o.FulfilledAt == null && o.State != ObligationState.Waived;

    /// <summary>Neither done nor waived, whether its clock runs or not; late when its time has passed.</summary>
    public static IQueryable<Obligation> Outstanding(this IQueryable<Obligation> duties) => duties.Where(IsOutstanding);

    /// <summary>Of what is outstanding, that whose clock runs; as an expression for questions that are translated once.</summary>
    public static readonly Expression<Func<Obligation, bool>> IsRunning =
        o => o.FulfilledAt == null && o.State != ObligationState.Paused && o.State != ObligationState.Waived;

    /// <summary>Of what is outstanding, that whose clock runs.</summary>
    public static IQueryable<Obligation> Running(this IQueryable<Obligation> duties) => duties.Where(IsRunning);

    /// <summary>What the reader owes: within one's reach wherever it stands, so that indexes of owners hold all that is asked.</summary>
    public static IQueryable<Obligation> Own(this KernelDb db)
    {
        var me = db.Me;
        return db.Unscoped<Obligation>().Where(o => o.OwnerId == me);
    }

    /// <summary>Of what is outstanding, that whose clock stands still.</summary>
    public static IQueryable<Obligation> Paused(this IQueryable<Obligation> duties) =>
        duties.Where(o => o.FulfilledAt == null && o.State == ObligationState.Paused);
}
