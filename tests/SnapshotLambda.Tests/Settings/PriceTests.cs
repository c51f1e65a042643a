namespace SnapshotLambda.Tests.Settings;

public sealed class PriceTests
{
    [Fact]
    public void No_price_is_known_unless_one_is_named() => Assert.True(ReadSettings.Good("{}").Prices.AreNone);

    [Theory]
    [InlineData("0.05", 0.05, 0.05)]
    [InlineData("0", 0.0, 0.0)]
    [InlineData("""{"eu-west-1": 0.054}""", 0.054, null)]
    public void A_number_holds_everywhere_and_an_object_where_it_says(string price, double inIreland, double? inVirginia)
    {
        var prices = ReadSettings.Good($$"""{"pricePerGiBMonth": {{price}}}""").Prices;

        Assert.Equal(((decimal)inIreland, (decimal?)inVirginia), (prices.In("eu-west-1"), prices.In("us-east-1")));
        Assert.Equal((decimal)inIreland * 2, prices.Of(2L << 30, "eu-west-1"));
    }

    [Theory]
    [InlineData("0.05", 0.05)]
    [InlineData("""{"eu-west-1": 0.054, "us-east-1": 0.05}""", 0.05)]
    [InlineData("", null)]
    public void The_template_s_variable_says_it_too(string text, double? inVirginia) => Assert.Equal(
        (decimal?)inVirginia,
        ReadSettings.Good("{}", null, ("SNAPSHOT_LAMBDA_PRICE_PER_GIB_MONTH", text)).Prices.In("us-east-1"));

    [Theory]
    [InlineData("-1", "pricePerGiBMonth", "is out of range")]
    [InlineData("101", "pricePerGiBMonth", "is out of range")]
    [InlineData("\"0.05\"", "pricePerGiBMonth", "is a text")]
    [InlineData("[0.05]", "pricePerGiBMonth", "is an array")]
    [InlineData("""{"us-eats-1": 0.05}""", "pricePerGiBMonth.us-eats-1", "is of no region")]
    [InlineData("""{"us-east-1": "0.05"}""", "pricePerGiBMonth.us-east-1", "is a text")]
    public void Anything_else_is_refused(string price, string field, string problem)
    {
        var error = Assert.Single(ReadSettings.Of($$"""{"pricePerGiBMonth": {{price}}}""", null).Errors);

        Assert.Equal(field, error.Field);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("valid: ", error.Message, StringComparison.Ordinal);
    }
}
