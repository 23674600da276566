using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.UseCases;

/// <summary>What every use case says of itself: which right it needs. Leaving it out does not compile.</summary>
public interface IUseCase<TSelf, TResult> where TSelf : IUseCase<TSelf, TResult>
{
    static abstract Permission Needs { get; }
}

/// <summary>A use case that changes something; runs in one transaction and is recorded.</summary>
public interface ICommand<TSelf, TResult> : IUseCase<TSelf, TResult> where TSelf : ICommand<TSelf, TResult>;

/// <summary>A use case that only reads.</summary>
public interface IQuery<TSelf, TResult> : IUseCase<TSelf, TResult> where TSelf : IQuery<TSelf, TResult>;

/// <summary>Does the work of a use case: fetch, act, answer. It never saves.</summary>
public interface IHandler<in TUseCase, TResult>
{
    Task<TResult> Handle(TUseCase useCase, CancellationToken ct);
}

/// <summary>The answer of a command that has nothing to tell.</summary>
public sealed record Done
{
    public static readonly Done Yes = new();
}
