namespace Runbooks.Kubernetes.Clusters;

/// <summary>What to grant when RBAC says no.</summary>
internal static class Rbac
{
    /// <summary>
    /// The server's message, which names the verb, the resource and the account; if it is about permissions, also the commands
    /// that put it right.
    /// </summary>
    public static string Explain(ApiFailure failure, string @namespace) => failure.Kind != ApiFailureKind.Forbidden ? failure.Message :
        $"{failure.Message}. Grant the account that runs Runbooks a Role: "
        + $"kubectl -n {@namespace} create role runbooks --verb=get,list,watch,create,delete,patch --resource=pods,pods/log,events,secrets,configmaps; "
        + $"kubectl -n {@namespace} create rolebinding runbooks --role=runbooks --serviceaccount=NAMESPACE:ACCOUNT (or --user=NAME)";
}
