namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>Why an instance is in its state: a machine-readable code, and the text of the transition.</summary>
internal sealed record StateReason(string Code, string Message, string Transition)
{
    public static StateReason UserInitiated(DateTimeOffset now) => new(
        "Client.UserInitiatedShutdown",
        "Client.UserInitiatedShutdown: User initiated shutdown",
        $"User initiated ({now.UtcDateTime:yyyy-MM-dd HH:mm:ss} GMT)");
}
