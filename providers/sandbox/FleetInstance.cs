namespace Runbooks.Providers.Sandbox;

/// <summary>One instance of a <see cref="Fleet"/>, before the server gives it its ids and addresses.</summary>
/// <param name="Region">As in <c>ap-northeast-1</c>.</param>
/// <param name="Name">Value of its tag <c>Name</c>.</param>
public sealed record FleetInstance(string Region, string Name)
{
    public string AccountId { get; init; } = Fleet.DefaultAccountId;

    public string InstanceType { get; init; } = "t3.micro";

    /// <summary>Running, or stopped an hour ago.</summary>
    public bool Running { get; init; } = true;

    /// <summary>How long before the server's start it was launched.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Its tags beside <c>Name</c>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
