using System.Reflection;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Answers;
using Runbooks.Providers.Aws.Requests;

namespace Runbooks.Providers.Aws.Operations;

/// <summary>One operation of a service, e.g. <c>ec2 StopInstances</c>.</summary>
internal sealed class Operation
{
    private const string TokenMember = "ClientToken";

    private readonly MethodInvoker _invoker;

    public Operation(AwsService service, string name, MethodInfo method)
    {
        (Service, Name) = (service, name);
        _invoker = MethodInvoker.Create(method);
        Request = RequestShape.Of(method.GetParameters()[0].ParameterType);
        Answer = AnswerShape.Of(method.ReturnType.GenericTypeArguments[0]);
        TakesClientToken = Request.Fields.ContainsKey(TokenMember);
        IsPaged = Request.Fields.ContainsKey(Paging.TokenName) && Answer.Fields.Values.Any(field => field.Name == Paging.TokenName);
        Repeat = RepeatRules.For(this);
        Secret = OutputSecrets.In(Answer);
    }

    public AwsService Service { get; }

    public string Name { get; }

    public RequestShape Request { get; }

    public AnswerShape Answer { get; }

    /// <summary>The API promises to carry out calls with the same <c>ClientToken</c> once.</summary>
    public bool TakesClientToken { get; }

    public bool IsPaged { get; }

    /// <summary>What may be done when it isn't known whether a call was carried out.</summary>
    public RepeatRule Repeat { get; }

    /// <summary>Where its answer has the secret that it is called for, as JMESPath: <c>KeyMaterial</c>. Null if it has none.</summary>
    public string? Secret { get; }

    public bool IsRead => Repeat == RepeatRule.Read;

    /// <summary>Makes the call; what comes back is read from the wire (see <see cref="AnswerReader"/>), not from the SDK's object.</summary>
    public Task InvokeAsync(AmazonServiceClient client, object request, CancellationToken cancellation) =>
        (Task)_invoker.Invoke(client, request, cancellation)!;

    public override string ToString() => $"{Service.Name} {Name}";
}
