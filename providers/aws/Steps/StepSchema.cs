using Amazon;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>
/// What may stand under <c>plugin: {aws: …}</c>. The fields of <c>parameters</c> are the operation's own: <see cref="StepReader"/> checks them.
/// </summary>
internal static class StepSchema
{
    public static ObjectSchema Body { get; } = new("aws", () =>
    [
        new("service", new StringSchema([.. AwsServices.ByName.Keys.Order(StringComparer.Ordinal)]), Required: true),
        new("action", new StringSchema { Description = "The operation's API name, e.g. DescribeInstances." }, Required: true),
        new("region", new StringSchema([.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)], Open: true)),
        new("endpoint", new StringSchema { Description = "Instead of AWS's own, e.g. that of a VPC endpoint." }),
        new("credentials", Credentials),
        new("parameters", new MapSchema(Schema.Any) { Description = "The request, in the API's own field names." }),
        new("query", new StringSchema { Description = "JMESPath; shapes the output." }),
        new("waitFor", WaitFor),
        new("expect", Expect),
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
            Variants = [.. operations.Select(name => new Variant("action", name, [new("parameters", service.Find(name)!.Request.Schema)]))],
        };
    }

    private static ObjectSchema Credentials => new("credentials", () =>
    [
        new("secret", Secret),
        new("assumeRole", Role),
    ]);

    private static ObjectSchema Secret => new("secret", () =>
    [
        new("name", Schema.String, Required: true),
        new("key", new StringSchema { Description = "Holds a file in AWS's shared-credentials format." }, Required: true),
        new("profile", new StringSchema { Description = "The profile within that file; default: default." }),
    ]);

    private static ObjectSchema Role => new("assumeRole", () =>
    [
        new("roleArn", Schema.String, Required: true),
        new("externalId", Schema.String),
        new("sessionName", Schema.String),
    ]);

    private static ObjectSchema WaitFor => new("waitFor", () =>
    [
        .. ConditionFields(),
        new("interval", Schema.Scalar),
        new("timeout", Schema.Scalar),
    ]);

    private static ObjectSchema Expect => new("expect", ConditionFields);

    private static IEnumerable<Field> ConditionFields() =>
    [
        new("query", new StringSchema { Description = "JMESPath, on the whole output." }, Required: true),
        new("equals", Schema.Any),
        new("in", new ListSchema(Schema.Any)),
        new("allowEmpty", new BooleanSchema { Description = "An empty list found satisfies it too." }),
    ];
}
