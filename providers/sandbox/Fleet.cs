namespace Runbooks.Providers.Sandbox;

/// <summary>The instances a simulated cloud starts with.</summary>
public sealed record Fleet(IReadOnlyList<FleetInstance> Instances)
{
    /// <summary>The account of everything that names no other.</summary>
    public const string DefaultAccountId = "123456789012";

    /// <summary>The region most of the default fleet lives in.</summary>
    public const string DefaultRegion = "ap-northeast-1";

    /// <summary>A believable company's 20 instances in three regions; 15 of them run.</summary>
    public static Fleet Default() => new(DefaultFleet.Instances);

    /// <summary>Nothing at all.</summary>
    public static Fleet Empty { get; } = new([]);

    /// <summary><paramref name="count"/> running instances <c>bench-00001</c>, …, all tagged <c>env=bench</c>.</summary>
    public static Fleet Of(int count, string region = DefaultRegion) =>
        new([.. Enumerable.Range(1, count).Select(number => new FleetInstance(region, $"bench-{number:00000}")
        {
            Tags = new Dictionary<string, string> { ["env"] = "bench" },
        })]);
}
