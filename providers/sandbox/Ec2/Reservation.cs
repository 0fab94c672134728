namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>One launch and the ids of the instances it made.</summary>
internal sealed record Reservation(string Id, string AccountId, IReadOnlyList<string> InstanceIds);
