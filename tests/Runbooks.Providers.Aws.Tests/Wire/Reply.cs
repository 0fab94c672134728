using Microsoft.AspNetCore.Http;

namespace Runbooks.Providers.Aws.Tests.Wire;

/// <summary>What the fake server answers.</summary>
/// <param name="Body">Null: the connection breaks after the request was read.</param>
internal sealed record Reply(int Status, string? Body)
{
    public static Reply Lost { get; } = new(0, null);

    /// <summary>The answer of AssumeRole.</summary>
    public static Reply Role { get; } = Sts("AssumeRole",
        "<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>r0le</SecretAccessKey><SessionToken>r0le-token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>");

    /// <summary>What any call of EC2 is answered that gives nothing.</summary>
    public static Reply Done { get; } = Ec2("{Action}");

    public static Reply Throttled { get; } = Error(503, "RequestLimitExceeded", "Request limit exceeded.");

    /// <summary>Writes the answer in place of status and body.</summary>
    public Func<HttpResponse, Task>? WriteAsync { get; init; }

    /// <param name="inner">The elements of the answer.</param>
    public static Reply Of(string service, string action, string inner) => service == "ec2" ? Ec2(action, inner) : Sts(action, inner, isWrapped: true);

    /// <param name="inner">The elements of an EC2 answer.</param>
    public static Reply Ec2(string action, string inner = "<return>true</return>") =>
        new(200, $"<{action}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>req-1</requestId>{inner}</{action}Response>");

    /// <param name="isWrapped">The result has its element around it.</param>
    public static Reply Sts(string action, string result, bool isWrapped = false)
    {
        if (!isWrapped) result = $"<{action}Result>{result}</{action}Result>";
        return new(200, $"<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">{result}<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></{action}Response>");
    }

    public static Reply Error(int status, string code, string message) => new(
        status, $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>req-error</RequestID></Response>");

    /// <param name="instances">Each as <c>i-1 running</c>.</param>
    public static Reply Instances(params string[] instances) => Ec2(
        "DescribeInstances",
        $"<reservationSet><item><reservationId>r-1</reservationId><instancesSet>{string.Concat(instances.Select(Instance))}</instancesSet></item></reservationSet>");

    /// <summary>The answer of StopInstances.</summary>
    public static Reply Stopping(params string[] ids) => Ec2("StopInstances", $"<instancesSet>{string.Concat(ids.Select(StateChange))}</instancesSet>");

    private static string Instance(string instance) =>
        $"<item><instanceId>{instance.Split(' ')[0]}</instanceId><instanceState><code>16</code><name>{instance.Split(' ')[1]}</name></instanceState></item>";

    private static string StateChange(string id) =>
        $"<item><instanceId>{id}</instanceId><currentState><code>64</code><name>stopping</name></currentState><previousState><code>16</code><name>running</name></previousState></item>";
}
