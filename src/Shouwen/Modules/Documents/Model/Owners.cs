using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Documents.Model;

/// <summary>Fetches the policy a command is about, and sees to it that its owner exists.</summary>
public static class Owners
{
    public static async Task<PolicyDocument> Policy(AppDb db, string code, Work work, CancellationToken ct)
    {
        var policy = await db.PolicyDocuments.FirstOrDefaultAsync(p => p.Code == code, ct) ?? throw Refusal.NotFound("The policy");
        work.Subject = new SubjectRef("policy", policy.Id, policy.Code);
        return policy;
    }

    public static async Task MustBeThere(AppDb db, Guid? owner, CancellationToken ct)
    {
        if (owner is { } id && !await db.Users.AnyAsync(u => u.Id == id && u.Enabled, ct)) throw Refusal.Of("ownerId", "person.unknown", "Please choose a person who has access.");
    }
}
