using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Intake;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Handling;

/// <summary>Put a closed case into the archive (CASE-044).</summary>
public sealed record ArchiveCase(string Number) : ICommand<ArchiveCase, CaseAnswer>
{
    public static Permission Needs => CaseLifecycle.Needs(CaseAction.Archive);

    public sealed class Handler(CaseDesk desk, Work work) : IHandler<ArchiveCase, CaseAnswer>
    {
        public async Task<CaseAnswer> Handle(ArchiveCase command, CancellationToken ct)
        {
            var matter = await desk.Find(command.Number, ct);
            matter.Archive(work, work.Now);
            return CaseAnswer.Of(matter);
        }
    }
}
