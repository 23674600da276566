using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;
using Person = Shouwen.FaultTests.Ground.Person;

namespace Shouwen.FaultTests;

/// <summary>One person at very many places in the same moment: each sign-in writes the same row, on a disk that takes its time.</summary>
public sealed class SignInTests
{
    private const int Places = 60;

    [Fact, Requirement("PLAT-024")]
    public async Task Sixty_places_let_one_person_in_at_the_same_moment()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var site = await Sites.Prepare(Engine.Postgres);
        var (one, other) = (await site.Serve(), await site.Serve());
        var places = await Task.WhenAll(Enumerable.Range(0, Places).Select(async i =>
        {
            var (person, at) = (new Person(), i % 2 == 0 ? one.Url : other.Url);
            return (Person: person, At: at, Token: await person.Token(at + "/sign-in"));
        }));
        var answers = await Task.WhenAll(places.Select(p => p.Person.Knock(p.Token, p.At, "lin")));
        foreach (var (person, _, _) in places) person.Dispose();
        Figures.Add($"{Places} sign-ins of one person in the same moment, at two nodes", Engine.Postgres, $"{answers.Count(a => a == 303)} let in");
        answers.ShouldAllBe(a => a == 303);
    }
}
