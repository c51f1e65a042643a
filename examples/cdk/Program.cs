// Deploys a release of SnapshotLambda in a CDK app: the folder of the release's files is the environment variable RELEASE, the version is
// RELEASE_VERSION. The template is included as it is, and its resources are there to be changed in code. docs/release.md says more.
using Amazon.CDK;
using Amazon.CDK.AWS.S3.Assets;
using Amazon.CDK.CloudFormation.Include;
using Serverless = Amazon.CDK.AWS.SAM;

var release = System.Environment.GetEnvironmentVariable("RELEASE") ?? ".";
var version = System.Environment.GetEnvironmentVariable("RELEASE_VERSION") ?? "0.1.0";

var app = new App();
var stack = new Stack(app, "snapshot-lambda");

var code = new Asset(stack, "Code", new AssetProps { Path = Path.Combine(release, $"snapshot-lambda-{version}.zip") });
var template = new CfnInclude(stack, "SnapshotLambda", new CfnIncludeProps
{
    TemplateFile = Path.Combine(release, $"snapshot-lambda-{version}.yaml"),
    // The schedule's role names the function and the function's schedule the role, which the template's transform unties.
    AllowCyclicalReferences = true,
    Parameters = new Dictionary<string, object>
    {
        ["CodeBucket"] = code.S3BucketName,
        ["AlarmEmail"] = "you@example.com",
        // A dry run until it is "false".
        ["DryRun"] = "true",
    },
});

// The zip is where the CDK put it, under a name of its own.
foreach (var function in template.Node.FindAll().OfType<Serverless.CfnFunction>())
    function.CodeUri = new Serverless.CfnFunction.S3LocationProperty { Bucket = code.S3BucketName, Key = code.S3ObjectKey };

app.Synth();
