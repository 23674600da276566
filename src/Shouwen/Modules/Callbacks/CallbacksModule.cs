using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Callbacks.Calls;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Callbacks;

/// <summary>Asking the customer afterwards: rules, planned calls, scripts, results.</summary>
public sealed class CallbacksModule : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind(CallbackSubject.Kind, "Callback", "phone-outgoing", s => "/callbacks/" + s.Label));
        house.Policies.Declare([.. CallbackParameters.All, PlanCallback.Window]);
        house.Clauses.Add(CallbackClauses.CallBack);
        house.Menu("Callbacks", "/callbacks", "phone-outgoing", "Work", 50, CallbacksPermissions.View);
        house.Menu("Callback rules", "/callbacks/rules", "adjustments", "Rules", 70, CallbacksPermissions.Rules);

        house.Routes.Page<CallbackList, CallbackList.View, CallbackListPage>("/callbacks", "Callbacks");
        house.Routes.Page<CallbackRules, CallbackRules.View, CallbackRulesPage>("/callbacks/rules", "Callback rules");
        house.Routes.Form<SaveCallbackRule, Done, CallbackRules, CallbackRules.View, CallbackRulesPage>("/callbacks/rules", "Callback rules", (_, _) => "/callbacks/rules", "The rule was saved.");
        house.Routes.Page<CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}", "Callback", v => v.Number);
        house.Routes.Form<FinishCallback, CallbackAnswered, CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}/finish", "Callback", (r, _) => "/callbacks/" + r.Number, "The result was saved.");
        house.Routes.Form<TryCallback, CallbackAnswered, CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}/attempt", "Callback", (r, _) => "/callbacks/" + r.Number, "The attempt was saved.");
        house.Routes.Form<MoveCallback, CallbackAnswered, CallbackDetail, CallbackDetail.View, CallbackPage>("/callbacks/{number}/move", "Callback", (r, _) => "/callbacks/" + r.Number, "The callback was moved.");

        house.Routes.ApiGet<CallbackList, CallbackList.View>("callbacks");
        house.Routes.ApiGet<CallbackDetail, CallbackDetail.View>("callbacks/{number}");
        house.Routes.ApiPost<ScheduleCallback, CallbackAnswered>("callbacks", made => "/api/v1/callbacks/" + made.Number);
        house.Routes.ApiPost<FinishCallback, CallbackAnswered>("callbacks/{number}/finish");
        house.Routes.ApiPost<TryCallback, CallbackAnswered>("callbacks/{number}/attempt");
        house.Routes.ApiPost<MoveCallback, CallbackAnswered>("callbacks/{number}/move");
        house.Routes.ApiGet<CallbackRules, CallbackRules.View>("callback-rules");

        house.Hears.On<CaseAnswered, PlanCallback, Done>(fact => fact.NeedsCallback ? new PlanCallback(fact.Subject.Id, fact.Type, fact.At) : null);
        house.Hears.On<CaseReopened, WithdrawCallbacks, Done>(fact => new WithdrawCallbacks(fact.Subject.Id));
        house.Hears.On<CompanySetUp, AddStandardCallbackRules, Done>(_ => new AddStandardCallbackRules());
        house.Reports.Add(new Reports.CallbackMonth());
    }
}
