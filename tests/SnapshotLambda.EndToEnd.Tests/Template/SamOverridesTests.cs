namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The helper reads as the SAM CLI does: these are of the CLI's own tests.</summary>
public sealed class SamOverridesTests
{
    // A raw string cannot end with a quote, so some have a blank behind it, which is none of the word.
    [Theory]
    [InlineData(
        "ParameterKey=KeyPairName,ParameterValue=MyKey ParameterKey=InstanceType,ParameterValue=t1.micro",
        "KeyPairName:MyKey InstanceType:t1.micro")]
    [InlineData("KeyPairName=MyKey InstanceType=t1.micro", "KeyPairName:MyKey InstanceType:t1.micro")]
    [InlineData("KeyPairName=MyKey, InstanceType=t1.micro,", "KeyPairName:MyKey, InstanceType:t1.micro,")]
    [InlineData("ParameterKey=Key,ParameterValue=", "ParameterKey:Key,ParameterValue=")]
    [InlineData("""ParameterKey="Key",ParameterValue=Val\ ue""", "Key:Val ue")]
    [InlineData("""ParameterKey="Key",ParameterValue="Val\"ue" """, """Key:Val"ue""")]
    [InlineData("ParameterKey='Key',ParameterValue='Val ue'", "Key:Val ue")]
    [InlineData("""ParameterKey='Key',ParameterValue='Val"ue'""", """Key:Val"ue""")]
    [InlineData("""ParameterKey=Key,ParameterValue="" """, "Key:")]
    [InlineData("ParameterKey=Key,ParameterValue='Value", "Key:'Value")]
    [InlineData("""Key=Key1230 Value="{\"a\":\"b\"}" """, """Key:Key1230 Value:{"a":"b"}""")]
    [InlineData("""Key=Key1230 Value='{"a":"b"}'""", """Key:Key1230 Value:{"a":"b"}""")]
    [InlineData("""Name=new-stack Other="{"a":"b","c":"d"}" Third="{"a":"b"}" """, "Name:new-stack Other:{ Third:{")]
    public void Reads_a_word(string word, string read) =>
        Assert.Equal(read, string.Join(' ', SamOverrides.Of([word.TrimEnd()]).Select(one => $"{one.Key}:{one.Value}")));

    [Theory]
    [InlineData("some string")]
    [InlineData(",,")]
    [InlineData("ParameterKey:Key,ParameterValue:Value")]
    [InlineData("Regions=")]
    public void Tells_of_a_word_without_any_parameter(string word) => Assert.Throws<FormatException>(() => SamOverrides.Of([word]));

    [Fact]
    public async Task Takes_the_words_of_its_option_alone() =>
        Assert.Equal(
            ["A", "B"],
            (await SamOverrides.OfCommandAsync(
                "sam build && sam deploy --config-env prod --parameter-overrides A=1 'B=2' --no-confirm-changeset C=3")).Keys);
}
