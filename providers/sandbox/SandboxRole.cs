namespace Runbooks.Providers.Sandbox;

/// <summary>An IAM role that can be assumed in the simulated cloud.</summary>
/// <param name="Arn">As in <c>arn:aws:iam::123456789012:role/stopper</c>.</param>
/// <param name="AllowedActions">Actions its sessions may call, as in an IAM policy: <c>*</c>, <c>ec2:Describe*</c>.</param>
public sealed record SandboxRole(string Arn, IReadOnlyList<string> AllowedActions);
