using Amazon;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>
/// What may stand under <c>plugin: {aws: …}</c>. The fields of <c>parameters</c> are the operation's own: <see cref="StepReader"/> checks them.
/// </summary>
internal static class StepSchema
{
    private static ObjectSchema SaveSecret { get; } = new("saveSecret", () =>
    [
        new("name", new StringSchema { Description = "The Secret; it is made if it isn't there." }, Required: true),
        new("key", new StringSchema { Description = "The key within it; a call that changes something replaces none that is there." }, Required: true),
        new("value", new StringSchema { Description = "JMESPath, on the whole output: KeyMaterial." }, Required: true),
    ]);

    public static ObjectSchema Body { get; } = new("aws", () =>
    [
        new("service", new StringSchema([.. AwsServices.ByName.Keys.Order(StringComparer.Ordinal)]) { Description = "The AWS service, as the aws command line calls it." }, Required: true),
        new("action", new StringSchema { Description = "The operation's API name, e.g. DescribeInstances." }, Required: true),
        new("region", new StringSchema([.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)], Open: true) { Description = "Where; else the profile's, AWS_REGION, AWS_DEFAULT_REGION or the configuration file's." }),
        new("endpoint", new StringSchema { Description = "Instead of AWS's own, e.g. that of a VPC endpoint." }),
        new("credentials", Credentials),
        new("parameters", new MapSchema(Schema.Any) { Description = "The request, in the API's own field names." }),
        new("query", new StringSchema { Description = "JMESPath; shapes the output." }),
        new("waitFor", WaitFor),
        new("expect", Expect),
        new("saveSecret", new OneOfSchema([SaveSecret, new ListSchema(SaveSecret)])
        {
            Description = "A Kubernetes Secret that is written with the answer of a call that hands out a secret, like CreateKeyPair; or several.",
        }),
        new("maxItems", new IntegerSchema(1, 10_000_000) { Description = "Bound on what all pages of a listing hold together; default 100000." }),
    ])
    {
        Description = "One call of an AWS API, made by the engine itself.",
        Variants = () => AwsServices.ByName.Values.OrderBy(service => service.Name, StringComparer.Ordinal).Select(OfService),
    };

    private static Variant OfService(AwsService service)
    {
        var operations = service.OperationNames.Order(StringComparer.Ordinal).ToList();
        return new Variant("service", service.Name, [new("action", new StringSchema(operations))])
        {
            Variants = [.. operations.Select(name => new Variant("action", name, [OfOperation(service.Find(name)!)]))],
        };
    }

    private static Field OfOperation(Operation operation) =>
        new("parameters", operation.Request.Schema) { Description = $"The request of {operation}. {WhatItDoes(operation.Repeat)} What it does: {PageOf(operation)}" };

    private static string PageOf(Operation operation) =>
        $"https://docs.aws.amazon.com/{(operation.Service == AwsServices.Ec2 ? "AWSEC2" : operation.Service.Name.ToUpperInvariant())}/latest/APIReference/API_{operation.Name}";

    private static string WhatItDoes(RepeatRule repeat) => repeat switch
    {
        RepeatRule.Read => "It changes nothing.",
        RepeatRule.SameToken => "It changes something; if its answer is lost, it is called again with the same client token, and AWS does it once.",
        RepeatRule.Idempotent => "It changes something; if its answer is lost, it is called again, which is the same as once.",
        RepeatRule.ByInstanceState => "It changes something; if its answer is lost, the instances' states are looked up.",
        _ => "It changes something; if its answer is lost, its outcome is unknown, and it isn't called again.",
    };

    private static ObjectSchema Credentials => new("credentials", () =>
    [
        new("secret", Secret),
        new("assumeRole", Role),
    ])
    { Description = "Who calls; else the ambient chain: environment, profile, web identity (IRSA), container, instance." };

    private static ObjectSchema Secret => new("secret", () =>
    [
        new("name", new StringSchema { Description = "The Secret's name." }, Required: true),
        new("key", new StringSchema { Description = "Holds a file in AWS's shared-credentials format." }, Required: true),
        new("profile", new StringSchema { Description = "The profile within that file; default: default." }),
    ])
    { Description = "A Kubernetes Secret in the run's namespace that holds the keys." };

    private static ObjectSchema Role => new("assumeRole", () =>
    [
        new("roleArn", new StringSchema { Description = "The role: arn:aws:iam::ACCOUNT:role/NAME." }, Required: true),
        new("externalId", new StringSchema { Description = "What the role's owner asks for of others who take it on." }),
        new("sessionName", new StringSchema { Description = "Stands in CloudTrail beside what was done; default: runbooks." }),
        new("durationSeconds", new IntegerSchema(900, 43_200) { Description = "How long the role's credentials hold; default: as long as AWS likes, an hour." }),
    ])
    { Description = "A role that is taken on with these credentials, and kept until shortly before it ends." };

    private static ObjectSchema WaitFor => new("waitFor", () =>
    [
        .. ConditionFields(),
        new("interval", Schema.Scalar) { Description = "How long between two looks, e.g. 10s; default 5s." },
        new("timeout", Schema.Scalar) { Description = "How long from the start of the step until it fails, over restarts; default 10m." },
    ])
    { Description = "Repeats a read until a condition holds." };

    private static ObjectSchema Expect => new("expect", ConditionFields) { Description = "The step fails unless this condition holds for the answer." };

    private static IEnumerable<Field> ConditionFields() =>
    [
        new("query", new StringSchema { Description = "JMESPath, on the whole output." }, Required: true),
        new("equals", Schema.Any) { Description = "What the query has to find; of a list, every element. A list here is compared with the whole list." },
        new("in", new ListSchema(Schema.Any) { Description = "Instead of 'equals': any of these." }),
        new("allowEmpty", new BooleanSchema { Description = "An empty list found satisfies it too." }),
    ];
}
