using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Sts;

/// <summary>GetCallerIdentity.</summary>
internal static class Identity
{
    public static Answer GetCallerIdentity(Call call)
    {
        var caller = call.Caller;
        return xml =>
        {
            xml.Text("Arn", caller.Arn);
            xml.Text("UserId", caller.UserId);
            xml.Text("Account", caller.AccountId);
        };
    }
}
