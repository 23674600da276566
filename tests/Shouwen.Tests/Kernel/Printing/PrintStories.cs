using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Printing;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Printing;

/// <summary>What goes on paper carries the company, its logo, a number, and who printed it when.</summary>
public sealed class PrintStories
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory, OnBothEngines, Requirement("PLAT-017"), Requirement("PLAT-015")]
    public async Task Each_print_has_its_own_number_and_the_trail_knows_who_printed_it(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Opens(CaseType.Consultation);
        using var lin = await house.SignedIn("lin");
        var page = await lin.Read($"/cases/{made.Number}/print");
        var first = Regex.Match(page, @"打印编号 (DY20260302-[A-Z0-9]{6})<").Groups[1].Value;
        page.ShouldContain("林小雨 打印于 2026-03-02 09:00");
        var second = Regex.Match(await lin.Read($"/cases/{made.Number}/print"), "DY20260302-[A-Z0-9]{6}").Value;
        (first.Length, second.Length, first == second).ShouldBe((17, 17, false));

        await using var db = house.Db();
        var noted = await db.Activity.Where(a => a.UseCase == nameof(NotePrint)).OrderBy(a => a.At).Select(a => a.SubjectLabel + " " + a.Reason).ToListAsync();
        noted.Count.ShouldBe(2);
        noted.ShouldContain(n => n.StartsWith(first));
        noted[0].ShouldContain($"/cases/{made.Number}/print");
        (await (await lin.Get("/cases/AJ2026-999999/print")).Content.ReadAsStringAsync()).ShouldNotContain("打印编号");
    }

    [Theory, OnBothEngines, Requirement("PLAT-017")]
    public async Task The_administrators_logo_stands_on_prints_and_may_be_taken_off_again(Engine engine)
    {
        await using var house = await House.OpenWeb(engine, "2026-03-02 09:00");
        var made = await house.As("lin").Opens(CaseType.Consultation);
        using var admin = await house.SignedIn("admin");
        using var lin = await house.SignedIn("lin");
        (await lin.Read($"/cases/{made.Number}/print")).ShouldNotContain("/company/logo");

        (await Upload(admin, "logo.png", "<svg onload=alert(1)>"u8.ToArray())).ShouldBe(422, "not what its name says");
        (await Upload(admin, "logo.svg", Png)).ShouldBe(422);
        (await Upload(lin, "logo.png", Png)).ShouldBe(403);
        (await Upload(admin, "logo.png", Png)).ShouldBe(303);
        (await lin.Read($"/cases/{made.Number}/print")).ShouldContain("/company/logo?v=");
        var logo = await lin.Get("/company/logo");
        (logo.Content.Headers.ContentType!.MediaType, (await logo.Content.ReadAsByteArrayAsync()).SequenceEqual(Png)).ShouldBe(("image/png", true));

        house.At("2026-03-09 09:00");
        await house.Itself.Run(new SweepFiles());
        using var later = await house.SignedIn("lin");
        using var chief = await house.SignedIn("admin");
        ((int)(await later.Get("/company/logo")).StatusCode).ShouldBe(200, "the sweep keeps it");
        ((int)(await chief.PostForm("/administration/company", "/administration/company", ("nameZh", "新名"), ("nameEn", ""), ("phone", ""))).StatusCode).ShouldBe(303);
        ((int)(await later.Get("/company/logo")).StatusCode).ShouldBe(200, "another name leaves the logo");
        await chief.PostForm("/administration/company", "/administration/company/logo", ("remove", "true"));
        ((int)(await later.Get("/company/logo")).StatusCode).ShouldBe(404);
    }

    private static async Task<int> Upload(Visitor visitor, string name, byte[] content) =>
        (int)(await visitor.PostFiles("/me", "/administration/company/logo", [(name, content)])).StatusCode;
}
