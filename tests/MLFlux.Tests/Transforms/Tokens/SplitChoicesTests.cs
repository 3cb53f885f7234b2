using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Transforms;

/// <summary>Lists of choices, taken apart.</summary>
[TestClass]
public sealed class SplitChoicesTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void It_keeps_the_estimators_contract() =>
        new EstimatorContract(s_ml.Transforms.Text.SplitChoices("Choices", nameof(Row.List), ';'), Rows("a;b", "", "c"))
        {
            InvalidInputs = [s_ml.Data.LoadFromEnumerable([new Wrong(1)])],
        }.Verify();

    [TestMethod]
    [DataRow("red;blue", ';', "red", "blue")]
    [DataRow("New York ;  Rome;", ';', "New York", "Rome")]
    [DataRow("a|b|a", '|', "a", "b")]
    [DataRow("jazz, rock", ',', "jazz", "rock")]
    [DataRow("['x', 'y z']", ',', "x", "y z")]
    [DataRow("[\"x, y\", 'z']", ',', "x, y", "z")]
    [DataRow("['it''s', 'open]", ',', "it''s", "'open")]
    [DataRow("{x,y}", ',', "x", "y")]
    [DataRow("'x' , y", ',', "'x'", "y")]
    [DataRow("[]", ',')]
    [DataRow(" ", ',')]
    [DataRow("alone", ',', "alone")]
    public void A_list_becomes_its_choices(string list, char separator, params string[] choices)
    {
        IDataView data = Rows(list);

        IDataView split = s_ml.Transforms.Text.SplitChoices("Choices", nameof(Row.List), separator).Fit(data).Transform(data);

        ReadOnlyMemory<char>[] found = split.GetColumn<ReadOnlyMemory<char>[]>("Choices").Single();
        CollectionAssert.AreEqual(choices, found.Select(one => one.ToString()).ToArray());
    }

    [TestMethod]
    [DataRow(' ')]
    [DataRow('\uD800')]
    public void A_separator_is_a_character(char separator) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Transforms.Text.SplitChoices("Choices", "List", separator));

    private static IDataView Rows(params IEnumerable<string> lists) =>
        s_ml.Data.LoadFromEnumerable([.. lists.Select(list => new Row(list))]);

    private sealed record Row(string List);

    private sealed record Wrong(float List);
}
