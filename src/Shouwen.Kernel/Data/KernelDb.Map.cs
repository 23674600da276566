using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>The kernel's own tables.</summary>
public abstract partial class KernelDb
{
    public const int LongText = 4000;

    public DbSet<User> Users => Set<User>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Territory> Territories => Set<Territory>();
    public DbSet<TerritoryService> TerritoryServices => Set<TerritoryService>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<Obligation> Obligations => Set<Obligation>();
    public DbSet<Transition> Transitions => Set<Transition>();
    public DbSet<ActivityEntry> Activity => Set<ActivityEntry>();
    public DbSet<ParameterValue> ParameterValues => Set<ParameterValue>();
    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();
    public DbSet<CalendarYear> CalendarYears => Set<CalendarYear>();
    public DbSet<UnitHours> UnitHours => Set<UnitHours>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<OwnText> OwnTexts => Set<OwnText>();

    private void MapKernel(ModelBuilder model)
    {
        model.Entity<User>(user =>
        {
            user.HasIndex(u => u.Login).IsUnique();
            user.HasOne<Unit>().WithMany().HasForeignKey(u => u.UnitId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Unit>(unit =>
        {
            unit.HasIndex(u => u.No).IsUnique();
            unit.HasIndex(u => u.Path).IsUnique();
            unit.Ignore(u => u.Name);
        });
        model.Entity<Territory>(territory =>
        {
            territory.HasIndex(t => t.No).IsUnique();
            territory.HasIndex(t => t.Path).IsUnique();
            territory.Ignore(t => t.Name);
        });
        model.Entity<TerritoryService>().HasIndex(s => new { s.TerritoryId, s.From });
        model.Entity<Role>(role =>
        {
            role.HasIndex(r => r.Code).IsUnique();
            role.Property(r => r.Permissions).HasMaxLength(LongText);
            role.Property(r => r.NeedsSecondFactor).HasDefaultValue(false);
            role.Ignore(r => r.Name);
        });
        model.Entity<RoleAssignment>(assignment =>
        {
            assignment.HasIndex(a => a.UserId);
            assignment.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
            assignment.HasOne<Role>().WithMany().HasForeignKey(a => a.RoleId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ApiToken>(token =>
        {
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SecondFactor>(factor =>
        {
            factor.HasIndex(f => f.UserId).IsUnique();
            factor.Property(f => f.Secret).HasMaxLength(LongText);
            factor.Property(f => f.Codes).HasMaxLength(LongText);
            factor.HasOne<User>().WithMany().HasForeignKey(f => f.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Obligation>(duty =>
        {
            Scope(duty, o => o.OwnerId == Me);
            // What is still due of each record of a page is told from one small index, see script 0021.
            if (!Database.IsSqlite()) duty.HasIndex(o => new { o.SubjectId, o.FulfilledAt });
            else
            {
                duty.HasIndex(o => o.SubjectId);
                duty.HasIndex(o => new { o.SubjectId, o.FulfilledAt, o.DueAt, o.StartsAt, o.State, o.UnitPath, o.TerritoryPath, o.OwnerId }).HasDatabaseName("IX_kernel_obligation_outstanding").HasFilter("fulfilled_at IS NULL");
            }
            duty.HasIndex(o => new { o.State, o.NextAt });
            // What is still to be done is little beside what is done: lists of it walk an index that holds nothing else.
            if (!Database.IsSqlite()) duty.HasIndex(o => new { o.OwnerId, o.DueAt, o.Id }).HasFilter("fulfilled_at IS NULL");
            else duty.HasIndex(o => new { o.OwnerId, o.DueAt, o.Id, o.Clause, o.State, o.FulfilledAt }).HasDatabaseName("IX_kernel_obligation_running").HasFilter("fulfilled_at IS NULL");
            duty.HasIndex(o => new { o.DueAt, o.Id }).HasFilter("fulfilled_at IS NULL");
            duty.HasIndex(o => new { o.OwnerId, o.DueAt, o.Id }, "IX_kernel_obligation_done").HasFilter("fulfilled_at IS NOT NULL");
            // Days are counted without touching the rows, the reach included; what is not over belongs to no day.
            duty.HasIndex(o => new { o.OwnerId, o.EndedOn, o.State }).HasFilter("ended_on IS NOT NULL");
            duty.HasIndex(o => new { o.EndedOn, o.State, o.OwnerId, o.UnitPath, o.TerritoryPath }).HasDatabaseName("IX_kernel_obligation_ended_on").HasFilter("ended_on IS NOT NULL");
            duty.HasIndex(o => new { o.State, o.DueAt, o.Id });
            duty.HasIndex(o => new { o.Clause, o.OpenedAt, o.State });
            // Most duties are opened by facts and have no period; they need not be in this index.
            duty.HasIndex(o => new { o.Clause, o.SubjectId, o.Period }).IsUnique().HasFilter("period IS NOT NULL");
            duty.Property(o => o.Derivation).HasMaxLength(LongText * 4);
            duty.Property(o => o.Pauses).HasMaxLength(LongText);
            duty.Property(o => o.What).HasMaxLength(500);
            duty.Ignore(o => o.PauseList);
            duty.Ignore(o => o.IsEnded);
        });
        model.Entity<Transition>(transition =>
        {
            // On PostgreSQL the history lies in months, and the key of such a table holds what it is divided by.
            if (Database.IsNpgsql()) transition.HasKey(t => new { t.Id, t.At });
            transition.HasIndex(t => new { t.SubjectId, t.At });
            transition.Property(t => t.Note).HasMaxLength(LongText);
        });
        model.Entity<ActivityEntry>(activity =>
        {
            activity.HasKey(a => new { a.Lane, a.Seq });
            activity.Property(a => a.Lane).ValueGeneratedNever();
            activity.Property(a => a.Seq).ValueGeneratedNever();
            activity.HasIndex(a => new { a.SubjectId, a.At });
            activity.HasIndex(a => new { a.At, a.Id });
            activity.HasIndex(a => new { a.ActorId, a.At });
            // A thousand duties moved by one holiday stand in one line.
            activity.Property(a => a.Changes).HasColumnType(Database.IsNpgsql() ? "text" : "TEXT");
            activity.Property(a => a.Reason).HasMaxLength(LongText);
        });
        model.Entity<ActivitySeal>().HasKey(s => s.Day);
        model.Entity<ActivitySeal>().Property(s => s.Heads).HasMaxLength(100_000);
        model.Entity<ParameterValue>().HasIndex(v => new { v.Code, v.EffectiveFrom });
        model.Entity<CalendarDay>().HasIndex(d => new { d.UnitPath, d.Date }).IsUnique();
        model.Entity<UnitHours>().HasIndex(h => h.UnitPath).IsUnique();
        model.Entity<CalendarYear>(year =>
        {
            year.HasKey(y => y.Year);
            year.Property(y => y.Year).ValueGeneratedNever();
        });
        model.Entity<Notice>(notice =>
        {
            notice.HasIndex(n => new { n.UserId, n.ReadAt, n.Id });
            notice.HasIndex(n => n.ReadAt);
            notice.Property(n => n.Values).HasMaxLength(LongText);
            notice.Ignore(n => n.Sentence);
        });
        model.Entity<Job>(job =>
        {
            job.HasIndex(j => new { j.DoneAt, j.RunAt, j.Id });
            job.Property(j => j.Payload).HasMaxLength(100_000);
            job.Property(j => j.Error).HasMaxLength(LongText);
        });
        model.Entity<ScheduleTurn>().HasKey(t => t.Name);
        model.Entity<SeriesHead>().HasKey(h => h.Name);
        model.Entity<DoneOnce>(done =>
        {
            done.HasKey(d => d.Key);
            done.HasIndex(d => d.At);
            done.Property(d => d.Answer).HasMaxLength(100_000);
        });
        model.Entity<SearchDoc>(doc =>
        {
            doc.HasKey(d => d.Doc);
            doc.Property(d => d.Doc).ValueGeneratedNever();
            // PostgreSQL walks the newest of a kind and looks at their words; SQLite walks the words.
            if (!Database.IsSqlite()) doc.HasIndex(d => new { d.Kind, d.Doc });
            doc.Property(d => d.Body).HasMaxLength(LongText + 100);
            doc.Property(d => d.Title).HasMaxLength(500);
        });
        model.Entity<Attachment>(file =>
        {
            Scope(file, a => a.ById == Me);
            file.HasIndex(a => new { a.SubjectId, a.At });
            file.HasIndex(a => a.Sha);
        });
        model.Entity<KeptMonth>().HasKey(k => new { k.Report, k.Month });
        model.Entity<StaleMonth>().HasIndex(s => new { s.Report, s.Month });
        model.Entity<OwnText>(text =>
        {
            text.HasKey(t => t.Key);
            text.Property(t => t.Key).HasMaxLength(ChangeText.Longest);
            text.Property(t => t.Zh).HasMaxLength(ChangeText.Longest);
            text.Property(t => t.En).HasMaxLength(ChangeText.Longest);
        });
        model.Entity<Setting>().HasKey(s => s.Name);
        model.Entity<Setting>().Property(s => s.Value).HasMaxLength(LongText * 4);
        model.Entity<NodeSlot>(slot =>
        {
            slot.HasKey(s => s.Slot);
            slot.Property(s => s.Slot).ValueGeneratedNever();
        });
        model.Entity<ProtectionKey>().HasKey(k => k.Id);
        model.Entity<ProtectionKey>().Property(k => k.Xml).HasMaxLength(LongText * 4);
    }
}
