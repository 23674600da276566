using Microsoft.EntityFrameworkCore;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Data;

public sealed partial class AppDb
{
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();
    public DbSet<Promise> Promises => Set<Promise>();
    public DbSet<Violation> Violations => Set<Violation>();

    private void MapCases(ModelBuilder model)
    {
        model.Entity<Case>(matter =>
        {
            Scope(matter, c => c.FirstOwnerId == Me || c.HandlerId == Me
                || string.Compare(c.FirstOwnerUnitPath, Unit0From) >= 0 && string.Compare(c.FirstOwnerUnitPath, Unit0To) < 0
                || string.Compare(c.FirstOwnerUnitPath, Unit1From) >= 0 && string.Compare(c.FirstOwnerUnitPath, Unit1To) < 0);
            matter.HasIndex(c => c.Number).IsUnique();
            // What a new case does not have yet need not be written into an index.
            matter.HasIndex(c => c.ImportKey).IsUnique().HasFilter("import_key IS NOT NULL");
            // The register walks it in order and tells from it alone what is within reach and what its filters leave (ADR-0023).
            matter.HasIndex(c => new { c.ReceivedAt, c.Id, c.UnitPath, c.TerritoryPath, c.FirstOwnerId, c.HandlerId, c.FirstOwnerUnitPath, c.State, c.Severity, c.Emotion, c.Cause, c.Channel }).HasDatabaseName("IX_cases_case_register");
            matter.HasIndex(c => new { c.Type, c.ReceivedAt, c.Id, c.State, c.Severity, c.Emotion, c.Cause, c.Channel }).HasDatabaseName("IX_cases_case_type");
            matter.HasIndex(c => new { c.ReceivedAt, c.Id }).HasFilter("closed_at IS NULL").HasDatabaseName("IX_cases_case_open");
            matter.HasIndex(c => new { c.Type, c.ReceivedAt, c.Id }).HasFilter("closed_at IS NULL").HasDatabaseName("IX_cases_case_open_type");
            matter.HasIndex(c => new { c.ReceivedAt, c.Id, c.Factors }).HasFilter("factors <> ''").HasDatabaseName("IX_cases_case_factors");
            // The register of one unit; only what asks for it by name uses these, not each question within a reach (ADR-0030).
            matter.HasIndex(c => new { c.UnitPath, c.ReceivedAt, c.Id }).HasFilter("unit_path <> ''").HasDatabaseName("IX_cases_case_unit");
            matter.HasIndex(c => new { c.FirstOwnerUnitPath, c.ReceivedAt, c.Id }).HasFilter("first_owner_unit_path <> ''").HasDatabaseName("IX_cases_case_first_unit");
            // What search found is put in order and held against the reach from it alone.
            if (Database.IsSqlite()) matter.HasIndex(c => new { c.Id, c.ReceivedAt, c.UnitPath, c.TerritoryPath, c.FirstOwnerId, c.HandlerId, c.FirstOwnerUnitPath }).HasDatabaseName("IX_cases_case_key");
            matter.HasIndex(c => new { c.State, c.ReceivedAt, c.Id });
            matter.HasIndex(c => new { c.CustomerId, c.ReceivedAt });
            matter.HasIndex(c => c.ContactId).HasFilter("contact_id IS NOT NULL");
            matter.HasIndex(c => new { c.AnsweredAt, c.Id }).HasFilter("answered_at IS NOT NULL");
            matter.HasIndex(c => new { c.HandlerId, c.ReceivedAt, c.Id }).HasFilter("handler_id IS NOT NULL");
            matter.HasIndex(c => new { c.FirstOwnerId, c.ReceivedAt, c.Id, c.HandlerId }).HasDatabaseName("IX_cases_case_first_owner");
            foreach (var text in new[] { nameof(Case.Content), nameof(Case.RequestedResult), nameof(Case.Findings), nameof(Case.Proposal), nameof(Case.Instruction), nameof(Case.WorkDone), nameof(Case.Answer), nameof(Case.CustomerOpinion), nameof(Case.CallbackResult), nameof(Case.ValidityReason), nameof(Case.Symptom) })
                matter.Property(text).HasMaxLength(Case.ContentLength);
            matter.Property(c => c.Address).HasMaxLength(300);
            matter.Ignore(c => c.Ref);
            matter.Ignore(c => c.Life);
            matter.Ignore(c => c.IsOver);
            matter.Ignore(c => c.Card);
        });
        model.Entity<CaseNote>(note =>
        {
            note.HasIndex(n => new { n.CaseId, n.At });
            note.Property(n => n.Text).HasMaxLength(Case.ContentLength);
            note.HasOne<Case>().WithMany().HasForeignKey(n => n.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Promise>(promise =>
        {
            promise.HasIndex(p => new { p.CaseId, p.DueAt });
            promise.HasIndex(p => p.DueAt);
            promise.Property(p => p.Text).HasMaxLength(500);
            promise.Property(p => p.Answer).HasMaxLength(Case.ContentLength);
            promise.Ignore(p => p.IsKept);
            promise.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Violation>(violation =>
        {
            Scope(violation, v => v.PersonId == Me || v.ById == Me);
            violation.HasIndex(v => new { v.PersonId, v.At });
            violation.Property(v => v.Evidence).HasMaxLength(Case.ContentLength);
        });
    }
}
