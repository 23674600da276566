using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Handling;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Lists;
using Shouwen.Modules.Cases.Register;
using Shouwen.Modules.Cases.Violations;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases;

/// <summary>Consultation, suggestion, complaint, repair request and the rest: from intake to archive.</summary>
public sealed class CasesModule : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind(CaseSubject.Kind, "Case", "folder", s => "/cases/" + s.Label));
        house.Policies.Declare(CaseParameters.All);
        house.Clauses.Add(CaseClauses.All);

        house.Menu("Cases", "/cases", "folders", "Work", 20, CasesPermissions.View);
        house.Menu("Promises", "/promises", "heart-handshake", "Work", 25, CasesPermissions.View);
        house.Create("New case", "/cases/new", "folder-plus", 20, KernelPermissions.SignedIn);

        house.Routes.Page<CaseList, CaseList.View, CaseListPage>("/cases", "Cases");
        house.Routes.Page<OpenCaseView, OpenCaseView.View, OpenCasePage>("/cases/new", "New case");
        house.Routes.Form<OpenCase, CaseAnswer, OpenCaseView, OpenCaseView.View, OpenCasePage>("/cases/new", "New case", (made, _) => "/cases/" + made.Number, "The case was registered.");
        house.Routes.Page<CaseRegister, CaseRegister.View, CaseRegisterPage>("/cases/register", "Register|noun", v => Kernel.Text.Words.T["Register of {0}", v.Month.ToString("yyyy-MM")]);
        house.Routes.Page<CaseDetail, CaseDetail.View, CasePage>("/cases/{number}", "Case", view => view.Number + " " + view.Subject);
        house.Routes.Page<CaseDetail, CaseDetail.View, CasePrintPage>("/cases/{number}/print", "Case", view => T["Record: {0}", T[view.Type + "|case"]]);
        house.Routes.Page<PromiseList, PromiseList.View, PromiseListPage>("/promises", "Promises");

        house.Menu("Violations", "/violations", "alert-octagon", "Rules", 75, CasesPermissions.Violations);
        house.Routes.Page<ViolationList, ViolationList.View, ViolationsPage>("/violations", "Violations");
        house.Routes.Form<NoteViolation, NoteViolation.Noted, ViolationList, ViolationList.View, ViolationsPage>("/violations", "Violations", (_, _) => "/violations", "The violation was noted.");
        house.Routes.ApiGet<ViolationList, ViolationList.View>("violations");
        house.Routes.ApiPost<NoteViolation, NoteViolation.Noted>("violations", _ => "/api/v1/violations");

        house.Routes.ApiGet<CaseList, CaseList.View>("cases");
        house.Routes.ApiPost<OpenCase, CaseAnswer>("cases", made => "/api/v1/cases/" + made.Number);
        house.Routes.ApiGet<CaseDetail, CaseDetail.View>("cases/{number}");
        house.Routes.ApiGet<PromiseList, PromiseList.View>("promises");

        Step<JudgeCase>(house, "judge", "The case was judged.");
        Step<AssignCase>(house, "assign", "The case was assigned.");
        Step<InvestigateCase>(house, "investigate", "The findings were saved.");
        Step<ProposeSolution>(house, "propose", "The proposal was saved.");
        Step<ApproveSolution>(house, "approve", "The solution was approved.");
        Step<CarryOutCase>(house, "carry-out", "Saved as carried out.");
        Step<AnswerCase>(house, "answer", "The answer was saved; the callback is planned.");
        Step<VerifyCase>(house, "verify", "The case was verified.");
        Step<CloseCase>(house, "close", "The case was closed.");
        Step<ArchiveCase>(house, "archive", "The case was archived.");
        Step<ReopenCase>(house, "reopen", "The case was reopened.");
        Step<NoteCase>(house, "note", "The entry was saved.");
        Step<WaitForCustomer>(house, "wait", "The clock stands still.");
        Step<ResumeCase>(house, "resume", "The clock runs again.");
        Step<ExtendCase>(house, "extend", "The longer limit holds.");
        Step<MakePromise>(house, "promise", "The promise was saved.");
        Step<AnswerPromise>(house, "answer-promise", "The answer to the promise was saved.");
        Step<TransferCase>(house, "transfer", "The case was passed on.");
        Step<ChangeFirstOwner>(house, "first-owner", "The first-contact owner was changed.");

        house.Hears.On<CallbackDone, TakeCallback, CaseAnswer>(fact => fact.CaseId is null ? null : new TakeCallback(fact.CaseId.Value, fact.Answer, fact.Opinion, fact.At, fact.ById, fact.ByName));
        house.Reports.Add(new Reports.ComplaintAnalysis());
    }

    /// <summary>A step of the chain: the same command as a dialog on the case's page and as an action of the interface.</summary>
    private static void Step<TCommand>(House house, string action, string saved) where TCommand : class, Kernel.UseCases.ICommand<TCommand, CaseAnswer>
    {
        house.Routes.Form<TCommand, CaseAnswer, CaseDetail, CaseDetail.View, CasePage>("/cases/{number}/" + action, "Case", (answer, _) => "/cases/" + answer.Number, saved);
        house.Routes.ApiPost<TCommand, CaseAnswer>("cases/{number}/" + action);
    }
}
