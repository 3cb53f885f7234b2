using System.Globalization;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines.Tables;

[TestClass]
public sealed class PlainNumberTests
{
    [TestMethod]
    public void Numbers_are_those_that_dotnet_reads_to_the_bit()
    {
        var random = new Random(8);
        string[] texts =
        [
            "0", "-0", "0.0", "-0.000", "1.", ".5", "-.25", "00012", "999999999999999", "0.00000000000001", "123456789.012345",
            .. Enumerable.Range(0, 20_000).Select(_ => (random.NextInt64(1_000_000_000_000_000) / Math.Pow(10, random.Next(16)))
                .ToString($"F{random.Next(9)}", CultureInfo.InvariantCulture)),
        ];
        int read = 0;
        foreach (string text in texts)
        {
            if (!PlainNumber.TryRead(text, out double number))
                continue;
            read++;
            double expected = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.AreEqual(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(number), text);
        }

        Assert.IsGreaterThan(10_000, read);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-")]
    [DataRow(".")]
    [DataRow("+1")]
    [DataRow("1e5")]
    [DataRow("1.2.3")]
    [DataRow("1,000")]
    [DataRow("0x10")]
    [DataRow("1234567890123456")]
    [DataRow("٣")]
    public void What_is_written_otherwise_is_left_to_others(string text) => Assert.IsFalse(PlainNumber.TryRead(text, out _));
}
