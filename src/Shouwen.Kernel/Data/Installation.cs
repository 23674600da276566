using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>Which engine and database this process runs on.</summary>
public sealed record Installation(Engine Engine, string ConnectionString);
