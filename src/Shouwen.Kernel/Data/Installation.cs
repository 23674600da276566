using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>Which engine and database this process runs on, and the folder for files, which all nodes share.</summary>
public sealed record Installation(Engine Engine, string ConnectionString, string Storage);
