namespace Runbooks.Engine.Runs.Requests;

/// <summary>Nothing new is to be started; what is under way goes on.</summary>
public sealed record SuspendRequest(DateTimeOffset At, string Id, string By) : Request(At, Id, By);
