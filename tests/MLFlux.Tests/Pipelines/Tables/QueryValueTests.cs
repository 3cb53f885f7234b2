using System.Numerics;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>A sum of whole numbers, which DuckDB gives in 128 bits, was refused as a value of the type BigInteger.</summary>
[TestClass]
public sealed class QueryValueTests
{
    [TestMethod]
    public void Large_types_of_whole_numbers_keep_their_digits()
    {
        Assert.AreEqual(42L, QueryValue.Of(new BigInteger(42)));
        Assert.AreEqual(long.MinValue, QueryValue.Of((Int128)long.MinValue));
        Assert.AreEqual(ulong.MaxValue, QueryValue.Of((UInt128)ulong.MaxValue));
        Assert.AreEqual(-1e30, QueryValue.Of(BigInteger.Parse("-1" + new string('0', 30))));
    }

    [TestMethod]
    public void Bytes_of_a_stream_are_bytes_and_all_else_stays()
    {
        var stream = new MemoryStream([1, 2]);
        Assert.IsInstanceOfType<byte[]>(QueryValue.Of(stream));
        Assert.IsFalse(stream.CanRead, "nobody reads it");
        Assert.IsNull(QueryValue.Of(DBNull.Value));
        Assert.AreEqual("town", QueryValue.Of("town"));
        Assert.AreEqual(2.5m, QueryValue.Of(2.5m));
    }
}
