using Microsoft.EntityFrameworkCore;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Data;

public sealed partial class AppDb
{
    public DbSet<Callback> Callbacks => Set<Callback>();
    public DbSet<CallbackAttempt> CallbackAttempts => Set<CallbackAttempt>();
    public DbSet<CallbackRule> CallbackRules => Set<CallbackRule>();
    public DbSet<CallbackDraw> CallbackDraws => Set<CallbackDraw>();
    public DbSet<CallbackRun> CallbackRuns => Set<CallbackRun>();

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
        model.Entity<CallbackRule>(rule =>
        {
            rule.HasIndex(r => r.Code).IsUnique();
            rule.Property(r => r.Script).HasMaxLength(LongText);
            rule.Property(r => r.CustomerTypes).HasMaxLength(500);
            rule.Ignore(r => r.Name);
            rule.Ignore(r => r.Rhythm);
            rule.Ignore(r => r.CountsFromDate);
            rule.Ignore(r => r.IsByClock);
        });
        model.Entity<CallbackDraw>(draw =>
        {
            Scope(draw, d => Set<Callback>().Any(c => c.Id == d.CallbackId && c.OwnerId == Me));
            draw.HasIndex(d => new { d.RuleCode, d.Period, d.SubjectId }).IsUnique();
            draw.HasIndex(d => new { d.RuleCode, d.At });
            draw.HasIndex(d => new { d.RunId, d.Place });
            draw.HasIndex(d => d.CallbackId);
            draw.HasIndex(d => d.CaseId);
        });
        model.Entity<CallbackRun>(run =>
        {
            run.HasIndex(r => new { r.RuleCode, r.Period }).IsUnique();
            run.Ignore(r => r.Ref);
        });
    }
}
