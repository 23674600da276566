using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>The first steps of a real installation: company, preset roles, and someone who may do the rest.</summary>
public static class FirstAdministrator
{
    public static async Task Create(Door door, string company, string login, string name, string password, CancellationToken ct)
    {
        var add = new AddUser(login, name, password, Guid.Empty, [new HeldRole("administrator", DataScope.All)]);
        var errors = new FluentValidation.Results.ValidationResult(new AddUser.Rules().Validate(add).Errors);
        if (!errors.IsValid) throw new InvalidInput(errors.Errors.GroupBy(e => Names.Camel(e.PropertyName)).ToDictionary(g => g.Key, g => g.First().ErrorMessage));
        var root = await door.Run(new SetUp(company.Trim(), "", "", [.. StandardRoles.All]), Actor.System, null, ct);
        await door.Run(add with { UnitId = root.RootId }, Actor.System, null, ct);
    }
}
