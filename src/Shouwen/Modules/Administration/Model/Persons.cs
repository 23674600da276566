using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Model;

/// <summary>Fetches the person a command is about and says so to the trail.</summary>
public static class Persons
{
    public static async Task<User> Person(this KernelDb db, string login, Work work, CancellationToken ct)
    {
        var user = await db.Users.FirstOrDefaultAsync(u => u.Login == login, ct) ?? throw Refusal.NotFound("The person");
        work.Subject = new SubjectRef("user", user.Id, user.Login);
        return user;
    }
}
