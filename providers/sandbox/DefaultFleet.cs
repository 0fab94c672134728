namespace Runbooks.Providers.Sandbox;

/// <summary>The fleet people meet first: enough variety for filters by tag, age, type and state to mean something.</summary>
internal static class DefaultFleet
{
    public static IReadOnlyList<FleetInstance> Instances { get; } =
    [
        Of("ap-northeast-1", "shop-web-dev-1", "t3.small", 3, env: "dev", team: "shop", owner: "aiko"),
        Of("ap-northeast-1", "shop-web-dev-2", "t3.small", 3, env: "dev", team: "shop", owner: "aiko"),
        Of("ap-northeast-1", "shop-api-dev", "t3.medium", 12, env: "dev", team: "shop", owner: "ben"),
        Of("ap-northeast-1", "search-dev", "r6i.large", 41, env: "dev", team: "search", owner: "chen"),
        Of("ap-northeast-1", "search-load-test", "c6i.2xlarge", 9, env: "test", team: "search", owner: "chen"),
        Of("ap-northeast-1", "shop-web-test", "t3.small", 20, env: "test", team: "shop", owner: "aiko", running: false),
        Of("ap-northeast-1", "shop-web-staging", "t3.large", 64, env: "staging", team: "shop", owner: "ben"),
        Of("ap-northeast-1", "build-runner-1", "c6i.xlarge", 30, env: "ci", team: "platform", owner: "dana"),
        Of("ap-northeast-1", "build-runner-2", "c6i.xlarge", 30, env: "ci", team: "platform", owner: "dana", running: false),
        Of("ap-northeast-1", "shop-web-prod-1", "m6i.large", 210, env: "prod", team: "shop", owner: "ben"),
        Of("ap-northeast-1", "shop-web-prod-2", "m6i.large", 210, env: "prod", team: "shop", owner: "ben"),
        Of("ap-northeast-1", "shop-db-prod", "r6i.2xlarge", 365, env: "prod", team: "shop", owner: "emi"),
        Of("us-east-1", "reports-dev", "t3.medium", 5, env: "dev", team: "data", owner: "farid"),
        Of("us-east-1", "notebook-farid", "g5.xlarge", 2, env: "dev", team: "data", owner: "farid"),
        Of("us-east-1", "etl-test", "m6i.xlarge", 17, env: "test", team: "data", owner: "gita", running: false),
        Of("us-east-1", "etl-prod", "m6i.2xlarge", 150, env: "prod", team: "data", owner: "gita"),
        Of("us-east-1", "bastion", "t4g.nano", 400, env: "prod", team: "platform", owner: "dana"),
        Of("eu-west-1", "edge-dev", "t4g.small", 1, env: "dev", team: "platform", owner: "hugo", running: false),
        Of("eu-west-1", "edge-staging", "t4g.medium", 33, env: "staging", team: "platform", owner: "hugo", running: false),
        Of("eu-west-1", "edge-prod", "c7g.large", 120, env: "prod", team: "platform", owner: "hugo"),
    ];

    private static FleetInstance Of(
        string region, string name, string type, int days, string env, string team, string owner, bool running = true) =>
        new(region, name)
        {
            InstanceType = type,
            Age = TimeSpan.FromDays(days),
            Running = running,
            Tags = new Dictionary<string, string> { ["env"] = env, ["owner"] = owner, ["team"] = team },
        };
}
