using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Data.Demo;

/// <summary>Before going home the supervisors close what is ready and see to what came back.</summary>
internal sealed class DemoEvening(DemoStory story, IServiceProvider house)
{
    public async Task TidyUp()
    {
        await story.Settle();
        List<Case> ready, back;
        await using (var db = (AppDb)house.GetRequiredService<IReadContexts>().Rent(Reach.Everything))
        {
            ready = await db.Cases.Where(c => c.State == CaseState.CalledBack || c.State == CaseState.Verified).OrderBy(c => c.ReceivedAt).ToListAsync();
            back = await db.Cases.Where(c => c.State == CaseState.Assigned && c.Reopened > 0).OrderBy(c => c.ReceivedAt).ToListAsync();
        }
        foreach (var matter in ready.Where(_ => story.Chance.NextDouble() < 0.8))
        {
            if (matter.State == CaseState.CalledBack && matter.Type == CaseType.Complaint) await Try("sunli", new VerifyCase(matter.Number, "电话核实，处理属实"));
            await Try("zhao", new CloseCase(matter.Number));
        }
        foreach (var matter in back.Where(_ => story.Chance.NextDouble() < 0.5)) await SecondRound(matter);
    }

    private async Task SecondRound(Case matter)
    {
        var number = matter.Number;
        if (matter.Type == CaseType.Complaint)
        {
            await Try("tang", new InvestigateCase(number, "复查：首次处理不彻底", Cause.Human));
            await Try("tang", new ProposeSolution(number, "由售后服务部派专人二次处理"));
            await Try("tang", new ApproveSolution(number, "同意"));
        }
        if (matter.Type is not (CaseType.Consultation or CaseType.Suggestion or CaseType.Praise)) await Try("tang", new CarryOutCase(number, "二次处理已完成"));
        await Try("tang", new AnswerCase(number, "已二次处理并当面确认。", Channel.Phone, "这次满意", [.. CaseWords.Clears], Cause.Human));
    }

    private async Task Try<TCommand>(string login, TCommand command) where TCommand : class, ICommand<TCommand, CaseAnswer>
    {
        try
        {
            await story.Door.Run<TCommand, CaseAnswer>(command, await story.As(login));
        }
        catch (Refusal)
        {
            // Something is still missing; it stays for another day.
        }
    }
}
