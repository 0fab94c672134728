namespace Runbooks.Engine.Runs.Requests;

/// <summary>Someone wants something done to a run. It may come from another process; a <see cref="RequestAnswered"/> says what became of it.</summary>
/// <param name="Id">Unique in the run.</param>
/// <param name="By">Who asks: the name of a user of the operating system.</param>
public abstract record Request(DateTimeOffset At, string Id, string By) : RunEvent(At);
