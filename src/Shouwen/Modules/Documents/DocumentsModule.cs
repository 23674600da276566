using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Modules.Documents.Board;
using Shouwen.Modules.Documents.Model;
using Shouwen.Modules.Documents.Policies;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Documents;

/// <summary>The rules of the company: the board of those that run, and the policies as documents, clause by clause.</summary>
public sealed class DocumentsModule : IModule
{
    public void Describe(House house)
    {
        house.Subjects.Add(new SubjectKind("policy", "Policy", "book", s => "/policies/" + s.Label));
        house.Policies.Declare(DocumentsRules.ReviewMonths);
        house.Menu("Policy board", "/board", "gavel", "Rules", 60, DocumentsPermissions.View);
        house.Menu("Policies", "/policies", "book", "Rules", 61, DocumentsPermissions.View);

        house.Routes.Page<PolicyBoard, PolicyBoard.View, BoardPage>("/board", "Policy board");
        house.Routes.Page<ClauseSheet, ClauseSheet.View, ClausePage>("/board/{clause}", "Clause", v => T[v.Clause.Title]);
        house.Routes.Form<ChangeParameter, ChangeParameter.Result, ClauseSheet, ClauseSheet.View, ClausePage>("/board/{clause}/parameters/{code}", "Clause",
            (_, route) => "/board/" + route["clause"], "The rule was changed; open obligations keep theirs.");
        house.Routes.ApiGet<ClauseFigures, ClauseFigures.View>("clauses");

        const string one = "/policies/{code}";
        house.Routes.Page<PolicyList, PolicyList.View, PoliciesPage>("/policies", "Policies");
        house.Routes.Form<AddPolicy, AddPolicy.Result, PolicyList, PolicyList.View, PoliciesPage>("/policies", "Policies", (r, _) => "/policies/" + r.Code, "The policy was added.");
        house.Routes.Page<UnlinkedClauses, UnlinkedClauses.View, UnlinkedPage>("/policies/unlinked", "Clauses without a measure");
        house.Routes.Page<PolicySheet, PolicySheet.View, PolicyPage>(one, "Policy", v => v.Title);
        house.Routes.Form<ChangePolicy, Done, PolicySheet, PolicySheet.View, PolicyPage>(one, "Policy", Policy, "The policy was saved.");
        house.Routes.Form<AddWording, Done, PolicySheet, PolicySheet.View, PolicyPage>(one + "/clauses", "Policy", Policy, "The wording was added.");
        house.Routes.Form<RecordReview, Done, PolicySheet, PolicySheet.View, PolicyPage>(one + "/review", "Policy", Policy, "The review was recorded.");
    }

    private static string Policy(Done done, RouteValueDictionary route) => "/policies/" + route["code"];
}
