using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.Kernel.Attachments;

/// <summary>Files and photos on records, through the page and the interface.</summary>
public sealed class AttachmentStories
{
    private const int Megabyte = 1024 * 1024;

    [Theory, OnBothEngines, Requirement("PLAT-006")]
    public async Task A_photo_of_3_MB_from_a_telephone_is_attached_and_shown_and_one_of_21_MB_is_refused_with_the_limit(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("lin").Opens(CaseType.Repair);
        using var lin = await house.SignedIn("lin", "en");
        var photo = Photo(3 * Megabyte);

        var answer = await lin.PostFiles($"/cases/{made.Number}", "/attachments", [("漏水 现场.JPG", photo)], ("subjectKind", "case"), ("subjectId", made.Id.ToString()));
        answer.Headers.Location!.OriginalString.ShouldBe($"/cases/{made.Number}#files");
        var page = await lin.Read($"/cases/{made.Number}");
        page.ShouldContain("漏水 现场.JPG");
        var url = await Url(house, made.Id);
        page.ShouldContain($"""<img src="{url}""");
        var shown = await lin.Get(url);
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await shown.Content.ReadAsByteArrayAsync()).ShouldBe(photo);

        await lin.PostFiles($"/cases/{made.Number}", "/attachments", [("big.jpg", Photo(21 * Megabyte))], ("subjectKind", "case"), ("subjectId", made.Id.ToString()));
        (await lin.Read($"/cases/{made.Number}")).ShouldContain("big.jpg is larger than 20 MB, the most that may be attached.");
        await using var db = house.Db();
        db.Set<Attachment>().Count().ShouldBe(1);
    }

    [Theory, OnBothEngines, Requirement("PLAT-006")]
    public async Task The_limit_is_a_parameter_of_the_company(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        await house.As("chen").Run(new ChangeParameter("attachment.max", "1", new DateOnly(2026, 3, 1), "little room"));
        var made = await house.As("lin").Opens(CaseType.Repair);
        using var program = await house.Program("lin");
        var refused = await Upload(program, made.Id, "a.jpg", Photo(Megabyte + 1));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("1 MB");
        (await Upload(program, made.Id, "b.jpg", Photo(Megabyte))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory, OnBothEngines, Requirement("PLAT-006")]
    public async Task What_is_not_what_its_name_says_and_what_could_run_is_refused(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("lin").Opens(CaseType.Repair);
        using var program = await house.Program("lin");
        foreach (var (name, content) in new[]
        {
            ("page.html", "<script>alert(1)</script>"), ("picture.svg", "<svg onload=alert(1)>"), ("photo.jpg", "<html><script>alert(1)</script>"), ("setup.exe", "MZ"), ("empty.txt", ""), ("no-ending", "x"), ("report.pdf", "not a pdf"),
        })
            ((int)(await Upload(program, made.Id, name, System.Text.Encoding.UTF8.GetBytes(content))).StatusCode).ShouldBe(422, name);
        (await Upload(program, made.Id, "note.txt", "<script>alert(1)</script>"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.Created);
        var shown = await program.GetAsync("/api/v1" + await Url(house, made.Id));
        shown.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
    }

    [Theory, OnBothEngines, Requirement("PLAT-006"), Requirement("PLAT-002")]
    public async Task A_file_is_as_hidden_as_its_record(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("lin").Opens(CaseType.Repair);
        using var lin = await house.Program("lin");
        using var qian = await house.Program("qian");
        (await Upload(lin, made.Id, "a.jpg", Photo(100))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var url = "/api/v1" + await Url(house, made.Id);
        (await lin.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await qian.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await qian.GetAsync($"/api/v1/attachments?subjectKind=case&subjectId={made.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Upload(qian, made.Id, "b.jpg", Photo(100))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await qian.PostAsJsonAsync(url + "/remove", new { reason = "mine" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await lin.GetFromJsonAsync<JsonElement>($"/api/v1/attachments?subjectKind=case&subjectId={made.Id}")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory, OnBothEngines, Requirement("PLAT-006"), Requirement("PLAT-004")]
    public async Task One_takes_off_ones_own_file_with_a_reason_and_others_files_only_with_the_right(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("zhao").Opens(CaseType.Repair);
        using var zhao = await house.Program("zhao");
        await Upload(zhao, made.Id, "a.jpg", Photo(100));
        var id = Guid.Parse((await Url(house, made.Id)).Split('/')[^1]);
        (await house.As("lin").Refused(new RemoveAttachment(id, "not mine"))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await house.As("zhao").Refused(new RemoveAttachment(id, ""))).Fields().Keys.ShouldBe(["reason"]);
        await house.As("zhao").Run(new RemoveAttachment(id, "taken twice"));
        (await house.As("zhao").Ask(new AttachmentList("case", made.Id))).Items.ShouldBeEmpty();
        (await Should.ThrowAsync<Refusal>(() => house.As("zhao").Ask(new ReadAttachment(id)))).Kind.ShouldBe(RefusalKind.NotFound);
        await using var db = house.Db();
        db.Activity.Single(a => a.UseCase == nameof(RemoveAttachment)).Reason.ShouldBe("taken twice");
    }

    [Theory, OnBothEngines, Requirement("PLAT-006")]
    public async Task An_upload_sent_twice_with_one_key_is_attached_once(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("lin").Opens(CaseType.Repair);
        using var lin = await house.Program("lin");
        lin.DefaultRequestHeaders.Add("Idempotency-Key", "photo-1");
        var first = await (await Upload(lin, made.Id, "a.jpg", Photo(100))).Content.ReadAsStringAsync();
        (await (await Upload(lin, made.Id, "a.jpg", Photo(100))).Content.ReadAsStringAsync()).ShouldBe(first);
        (await Upload(lin, made.Id, "a.jpg", Photo(101))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.As("lin").Ask(new AttachmentList("case", made.Id))).Items.Count.ShouldBe(1);
    }

    [Theory, OnBothEngines, Requirement("PLAT-006")]
    public async Task Content_that_no_record_names_is_swept_away_after_a_day_and_the_rest_stays(Engine engine)
    {
        await using var house = await House.OpenWeb(engine);
        var made = await house.As("lin").Opens(CaseType.Repair);
        using var lin = await house.Program("lin");
        await Upload(lin, made.Id, "kept.jpg", Photo(100));
        await Upload(lin, made.Id, "refused.exe", "MZ"u8.ToArray());
        (await house.Itself.Run(new SweepFiles())).ShouldBe(0);
        house.At("2026-03-03 10:00");
        (await house.Itself.Run(new SweepFiles())).ShouldBe(1);
        (await lin.GetAsync("/api/v1" + await Url(house, made.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>So many bytes that begin as a photo does.</summary>
    private static byte[] Photo(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        new byte[] { 0xFF, 0xD8, 0xFF, 0xE1 }.CopyTo(bytes, 0);
        return bytes;
    }

    private static Task<HttpResponseMessage> Upload(HttpClient program, Guid caseId, string name, byte[] content) =>
        program.PostAsync("/api/v1/attachments", new MultipartFormDataContent { { new StringContent("case"), "subjectKind" }, { new StringContent(caseId.ToString()), "subjectId" }, { new ByteArrayContent(content), "file", name } });

    private static async Task<string> Url(House house, Guid caseId) => (await house.As("chen").Ask(new AttachmentList("case", caseId))).Items[0].Url;
}
