using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Attachments;

/// <summary>Delete content that no record names: uploads that were refused or interrupted, a day after.</summary>
public sealed record SweepFiles : ICommand<SweepFiles, int>
{
    private const int Batch = 500;
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    public static Permission Needs => KernelPermissions.System;

    public sealed class Handler(KernelDb db, Work work, FileStore store) : IHandler<SweepFiles, int>
    {
        public async Task<int> Handle(SweepFiles command, CancellationToken ct)
        {
            var (swept, logo) = (0, (await CompanyProfile.Of(db, ct)).Logo?.Sha);
            foreach (var batch in store.Before(work.Now - Age).Chunk(Batch))
            {
                var names = batch.Select(f => f.Sha).ToList();
                var named = (await db.Unscoped<Attachment>().Where(a => names.Contains(a.Sha)).Select(a => a.Sha).ToListAsync(ct)).ToHashSet();
                foreach (var (sha, path) in batch.Where(f => !named.Contains(f.Sha) && f.Sha != logo))
                {
                    File.Delete(path);
                    swept++;
                }
            }
            return swept;
        }
    }
}
