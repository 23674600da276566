using Microsoft.EntityFrameworkCore;
using Shouwen.Modules.Documents.Model;

namespace Shouwen.Data;

public sealed partial class AppDb
{
    public DbSet<PolicyDocument> PolicyDocuments => Set<PolicyDocument>();
    public DbSet<PolicyClause> PolicyClauses => Set<PolicyClause>();

    private void MapDocuments(ModelBuilder model)
    {
        model.Entity<PolicyDocument>().HasIndex(p => p.Code).IsUnique();
        model.Entity<PolicyDocument>().Ignore(p => p.Title);
        model.Entity<PolicyDocument>().Ignore(p => p.NextReviewOn);
        model.Entity<PolicyClause>(clause =>
        {
            clause.HasIndex(c => new { c.PolicyId, c.Number, c.EffectiveFrom });
            clause.Property(c => c.TextZh).HasMaxLength(LongText);
            clause.Property(c => c.TextEn).HasMaxLength(LongText);
            clause.Ignore(c => c.Text);
            clause.HasOne<PolicyDocument>().WithMany().HasForeignKey(c => c.PolicyId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
