using Shouwen.Kernel.Calendars;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Contacts.Log;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Files;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Data.Demo;

/// <summary>The matters of each day: a call, a case, and its way through the house.</summary>
internal sealed class DemoCases(DemoStory story)
{
    private readonly List<(string Number, string Unit, string Name, string Phone)> customers = [];

    public void PlanDay(DateOnly day)
    {
        var calls = WorkCalendar.Default.IsWorking(day) ? story.Chance.Next(3, 7) : story.Chance.Next(0, 2);
        for (var i = 0; i < calls; i++)
        {
            var at = WorkCalendar.Default.ToUtc(day, new TimeOnly(8, 40).AddMinutes(story.Chance.Next(0, 520)));
            var matter = story.One(story.Trade.Matters);
            story.Later(at, () => Take(matter, at));
        }
    }

    private async Task Take(DemoTrade.Matter matter, DateTime at)
    {
        var agent = story.One(story.Trade.Agents);
        var actor = await story.As(agent);
        var customer = await Customer(agent);
        var contact = await story.Door.Run(new RecordContact(
            matter.Type is CaseType.Suggestion or CaseType.Praise ? Channel.Wechat : story.Chance.NextDouble() < 0.8 ? Channel.Phone : Channel.Web,
            Customer: customer.Number, CallerName: customer.Name, CallerPhone: customer.Phone, IsPrivatePerson: true, CallerPlace: story.Trade.Areas.First(a => a.Unit == customer.Unit).Zh, Reason: matter.Subject, Purpose: matter.Subject, Subject: matter.Subject, Content: matter.Content,
            NeedFound: matter.Wish, Result: "已登记", NextStep: "转入办理", IsReadBack: story.Chance.NextDouble() < 0.95, NoReadBackReason: "客户急于挂机", Close: true), actor);
        var grave = matter.Type == CaseType.Complaint ? story.Chance.NextDouble() : 0;
        var opened = await story.Door.Run(new OpenCase(
            matter.Type, Channel.Phone, matter.Subject, matter.Content, matter.Wish, grave > 0.93 ? Severity.Major : grave > 0.7 ? Severity.Serious : Severity.Minor,
            matter.Type == CaseType.Complaint ? story.One([Emotion.Calm, Emotion.Angry, Emotion.Anxious, Emotion.Clamorous, Emotion.Angry]) : Emotion.Calm,
            matter.Factor.Length > 0 ? [matter.Factor] : null, ContactId: contact.Id, ProductModel: matter.Type == CaseType.Repair ? story.Trade.Product : null,
            Symptom: matter.Type == CaseType.Repair ? matter.Content : null), actor);
        var handler = story.One(story.Trade.Handlers[customer.Unit]);
        if (matter.Type == CaseType.Complaint) Complaint(opened.Number, matter, agent, customer.Unit, handler, at);
        else if (matter.Type is CaseType.Repair or CaseType.Emergency or CaseType.Return or CaseType.Commission) Order(opened.Number, matter, agent, handler, at);
        else Enquiry(opened.Number, agent, at);
    }

    private void Complaint(string number, DemoTrade.Matter matter, string agent, string unit, string handler, DateTime at)
    {
        var head = story.Trade.Units.First(u => u.Key == unit).Head;
        var pace = story.Chance.NextDouble() < 0.18 ? 2.6 : story.Chance.NextDouble() * 0.9 + 0.3;
        var next = story.After(at, 0.3 + story.Chance.NextDouble() * (pace > 2 ? 4 : 1.4));
        Step(next, agent, new NoteCase(number, "已致电客户，说明正在核实，客户表示理解。", NoteKind.FirstContact));
        Step(next = story.After(next, 1 * pace), head, new JudgeCase(number, story.Chance.NextDouble() < 0.8 ? Validity.Upheld : Validity.PartlyUpheld, Severity.Serious, "情况属实"));
        var promised = story.After(next, 9);
        if (story.Chance.NextDouble() < 0.4) Step(next, agent, new MakePromise(number, "告知调查结果", promised));
        Step(next = story.After(next, 1.5 * pace), head, async () => new AssignCase(number, (await story.As(handler)).Id));
        if (story.Chance.NextDouble() < 0.12)
        {
            Step(next = story.After(next, 1), agent, new WaitForCustomer(number, PauseReason.WaitingForCustomer, "客户出差，约好返回后联系"));
            Step(next = story.After(next, 14), agent, new ResumeCase(number, "客户已返回"));
        }
        Step(next = story.After(next, 4 * pace), head, new InvestigateCase(number, matter.Finding, matter.Cause, matter.Factor.Length > 0 ? [matter.Factor] : null));
        Step(next = story.After(next, 2 * pace), head, new ProposeSolution(number, matter.Solution));
        Step(next = story.After(next, 1.5 * pace), head, new ApproveSolution(number, "同意，尽快落实"));
        Step(next = story.After(next, 5 * pace), head, new CarryOutCase(number, matter.Solution + "，已完成"));
        KeepPromises(promised, number, agent);
        Step(story.After(next, 1), agent, new AnswerCase(number, $"已{matter.Solution}，向客户说明了原因和结果。", Channel.Phone, story.One(DemoNames.Opinions), [.. CaseWords.Clears]));
    }

    private void Order(string number, DemoTrade.Matter matter, string agent, string handler, DateTime at)
    {
        var unit = story.Trade.Handlers.First(h => h.Value.Contains(handler)).Key;
        var head = story.Trade.Units.First(u => u.Key == unit).Head;
        var pace = story.Chance.NextDouble() < 0.15 ? 2.5 : 1;
        var next = story.After(at, 0.5 + story.Chance.NextDouble());
        Step(next, head, async () => new AssignCase(number, (await story.As(handler)).Id));
        if (matter.Type == CaseType.Emergency) Step(next = story.After(next, 0.5), agent, new NoteCase(number, "已电话指导通风撤离", NoteKind.FirstContact));
        Step(next = story.After(next, (3 + story.Chance.NextDouble() * 6) * pace), handler, new CarryOutCase(number, matter.Solution));
        Step(story.After(next, 1.2), agent, new AnswerCase(number, "已完成，现场试用正常，告知客户注意事项。", Channel.Phone, story.One(DemoNames.Opinions)));
    }

    private void Enquiry(string number, string agent, DateTime at)
    {
        var atOnce = story.Chance.NextDouble() < 0.6;
        var late = story.Chance.NextDouble() < 0.08;
        Step(atOnce ? at.AddMinutes(6) : story.After(at, late ? 22 : 1 + story.Chance.NextDouble() * 5), agent, new AnswerCase(number, "已按知识库标准答复，并发送了资料。", Channel.Phone, "清楚了"));
    }

    private void KeepPromises(DateTime promised, string number, string agent) =>
        story.Later(promised.AddMinutes(story.Chance.NextDouble() < 0.8 ? -30 : 200), async () =>
        {
            var actor = await story.As(agent);
            var view = await story.Door.Ask(new Modules.Cases.Lists.CaseDetail(number), actor);
            foreach (var promise in view.Promises.Where(p => p.AnsweredAt is null))
                await story.Door.Run(new AnswerPromise(number, promise.Id, "已告知客户目前进展"), actor);
        });

    private void Step<TCommand>(DateTime at, string login, TCommand command) where TCommand : class, Kernel.UseCases.ICommand<TCommand, CaseAnswer> =>
        Step(at, login, () => Task.FromResult(command));

    /// <summary>One step at its time; when the case has gone another way meanwhile, people leave it.</summary>
    private void Step<TCommand>(DateTime at, string login, Func<Task<TCommand>> command) where TCommand : class, Kernel.UseCases.ICommand<TCommand, CaseAnswer> =>
        story.Later(at, async () =>
        {
            try
            {
                await story.Door.Run<TCommand, CaseAnswer>(await command(), await story.As(login));
            }
            catch (Kernel.UseCases.Refusal)
            {
                // The house said no; in this story that is how it ends.
            }
        });

    private async Task<(string Number, string Unit, string Name, string Phone)> Customer(string agent)
    {
        if (customers.Count > 40 && story.Chance.NextDouble() < 0.45) return story.One(customers);
        var (territory, streets) = story.One(story.Trade.Streets);
        var name = story.One(DemoNames.Families) + story.One(DemoNames.Given);
        var company = story.Chance.NextDouble() < 0.12 ? story.One(story.Trade.Companies) : null;
        var phone = "1" + story.One(["38", "39", "50", "86", "88"]) + story.Chance.Next(10_000_000, 99_999_999);
        var opened = await story.Door.Run(new OpenCustomer(name, phone, $"{territory}{story.One(streets)}{story.Chance.Next(1, 999)}号{story.Chance.Next(1, 20)}室", territory, company,
            company is null ? CustomerType.Household : CustomerType.Member, IsKey: company is not null, InstalledOn: story.Chance.NextDouble() < 0.6 ? WorkCalendar.Default.LocalDate(story.Clock.Now).AddDays(-story.Chance.Next(0, 29)) : null, OpenAnyway: true), await story.As(agent));
        var file = (opened.Number, story.Trade.Areas.First(a => a.Zh == territory).Unit, name, phone);
        customers.Add(file);
        return file;
    }
}
