using Microsoft.EntityFrameworkCore;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Data;

public sealed partial class AppDb
{
    public DbSet<Callback> Callbacks => Set<Callback>();
    public DbSet<CallbackAttempt> CallbackAttempts => Set<CallbackAttempt>();
    public DbSet<CallbackRule> CallbackRules => Set<CallbackRule>();

    private void MapCallbacks(ModelBuilder model)
    {
        model.Entity<Callback>(callback =>
        {
            Scope(callback, c => c.OwnerId == Me);
            callback.HasIndex(c => c.Number).IsUnique();
            callback.HasIndex(c => c.CaseId);
            callback.HasIndex(c => new { c.CustomerId, c.State });
            callback.HasIndex(c => new { c.State, c.DueAt, c.Id });
            callback.HasIndex(c => new { c.OwnerId, c.State, c.DueAt });
            callback.HasIndex(c => new { c.DoneAt, c.Id });
            callback.Property(c => c.Improvement).HasMaxLength(LongText);
            callback.Property(c => c.Suggestion).HasMaxLength(LongText);
            callback.Property(c => c.Aspect).HasMaxLength(500);
            callback.Ignore(c => c.Ref);
        });
        model.Entity<CallbackAttempt>().HasIndex(a => new { a.CallbackId, a.At });
        model.Entity<CallbackRule>().HasIndex(r => r.Code).IsUnique();
    }
}
