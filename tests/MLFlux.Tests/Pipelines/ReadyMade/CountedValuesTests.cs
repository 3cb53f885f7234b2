using Microsoft.ML;
using MLFlux.ReadyMade;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Of thousands of columns of numbers, each different value was counted: gigabytes for a file of sixty megabytes.</summary>
[TestClass]
public sealed class CountedValuesTests
{
    private const int Rows = 2_000;

    private static readonly IDataView s_data = new MLContext(seed: 1).Data.LoadFromEnumerable(Make());

    [TestMethod]
    public void Numbers_are_counted_as_long_as_it_matters_how_many_there_are()
    {
        IReadOnlyDictionary<string, ColumnProfile> profiles = Scan(name => name == nameof(Row.Label));
        Assert.IsLessThan(200, profiles[nameof(Row.Fraction)].Values.Count);
        Assert.IsFalse(profiles[nameof(Row.Fraction)].HasAllValues);
        Assert.IsLessThan(600, profiles[nameof(Row.Pay)].Values.Count, "So many may be codes.");
        Assert.IsFalse(profiles[nameof(Row.Pay)].HasAllValues);
        Assert.AreEqual(7, profiles[nameof(Row.Few)].Values.Count);
        Assert.IsTrue(profiles[nameof(Row.Few)].HasAllValues);
        Assert.AreEqual(Rows, profiles[nameof(Row.Number)].Values.Count, "They may be the numbers of the rows.");
        Assert.AreEqual(Rows, profiles[nameof(Row.Label)].Values.Count);
    }

    [TestMethod]
    public void What_is_known_of_a_column_does_not_depend_on_it()
    {
        IReadOnlyDictionary<string, ColumnProfile> few = Scan(_ => false), all = Scan(_ => true);
        foreach ((string name, ColumnProfile profile) in all)
        {
            Assert.AreEqual(profile.IsUnique && profile.IsWhole, few[name].IsUnique && few[name].IsWhole, name);
            Assert.AreEqual(profile.IsWhole, few[name].IsWhole, name);
            Assert.AreEqual((profile.Minimum, profile.Maximum, profile.Missing), (few[name].Minimum, few[name].Maximum, few[name].Missing));
            ColumnUse Use(ColumnProfile of) => ColumnUses.Choose(of, wanted: null).Use;
            Assert.AreEqual(Use(profile), Use(few[name]), name);
        }

        Assert.AreEqual(ColumnUse.LeftOut, ColumnUses.Choose(few[nameof(Row.Number)], wanted: null).Use);
        Assert.AreEqual(ColumnUse.Number, ColumnUses.Choose(few[nameof(Row.Pay)], wanted: null).Use);
    }

    private static IReadOnlyDictionary<string, ColumnProfile> Scan(Func<string, bool> countsAll) =>
        DataScan.Of(s_data, [.. s_data.Schema], countsAll, CancellationToken.None).Profiles;

    private static Row[] Make()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Rows).Select(row => new Row
        {
            Fraction = (float)random.NextDouble(), Pay = random.Next(1_900), Few = row % 7, Number = row, Label = row + 0.5f,
            Late = row < Rows - 1 ? row * 3 : 0,
        })];
    }

    private sealed class Row
    {
        public float Fraction { get; set; }

        public float Pay { get; set; }

        public float Few { get; set; }

        public float Number { get; set; }

        /// <summary>Each another, but for the last row.</summary>
        public float Late { get; set; }

        public float Label { get; set; }
    }
}
