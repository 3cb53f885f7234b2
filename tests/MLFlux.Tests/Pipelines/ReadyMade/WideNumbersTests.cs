using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.ReadyMade;

/// <summary>
/// Of thousands of columns of numbers, few of which mattered, the network learned the rows by heart from the others, without bins; and
/// each column took some five hundred kilobytes.
/// </summary>
[TestClass]
public sealed class WideNumbersTests : IDisposable
{
    private const int Columns = 1_200;

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void What_few_of_many_numbers_say_is_learned()
    {
        IDataView rows = Table(600, random => Round(Gaussian(random)));
        DataOperationsCatalog.TrainTestData parts = _ml.Data.TrainTestSplit(rows, 0.25, seed: 1);

        ReadyPipeline pipeline = _ml.Pipelines().Tabular(parts.TrainSet, "y");
        ITransformer model = pipeline.Fit(parts.TrainSet);

        StringAssert.Contains(pipeline.Network.ToString(), "PiecewiseLinear(4)");
        StringAssert.Contains(pipeline.Code, "SelectFeatures(\"Numbers_scaled\", labelColumnName: \"y\", maximumFeatures: 512)");
        Assert.IsGreaterThan(0.6, _ml.Regression.Evaluate(model.Transform(parts.TestSet), "y").RSquared);
    }

    [TestMethod]
    public void Whole_and_missing_numbers_dates_truths_and_words_stand_beside_them()
    {
        IDataView rows = Table(
            300, random => random.Next(10) == 0 ? "" : Round(Gaussian(random)), "days,when,sure,word,long,",
            random => $"{random.Next(90)},2024-{random.Next(1, 13):00}-11,{random.Next(2) == 0},{"abc"[random.Next(3)]},"
                + $"{random.Next()}01234567,");

        ReadyPipeline pipeline = _ml.Pipelines().Tabular(rows, "y");
        ITransformer model = pipeline.Fit(rows);

        StringAssert.Contains(pipeline.Code, "Numbers_missing");
        Assert.IsTrue(model.Transform(rows).GetColumn<float>("Score").All(float.IsFinite));
        IDataView unlabelled = _ml.Transforms.DropColumns("y").Fit(rows).Transform(rows);
        Assert.IsTrue(model.Transform(unlabelled).GetColumn<float>("Score").All(float.IsFinite));
    }

    [TestMethod]
    public void Where_there_are_rows_enough_for_all_numbers_all_are_learned_from()
    {
        Assert.IsFalse(MLFlux.ReadyMade.WideNumbers.AreChosen(300, 15_000));
        Assert.IsTrue(MLFlux.ReadyMade.WideNumbers.AreChosen(300, 14_000));
        Assert.IsTrue(MLFlux.ReadyMade.WideNumbers.AreChosen(2_000, 1_000_000));
        Assert.IsFalse(MLFlux.ReadyMade.WideNumbers.AreChosen(200, 100));
    }

    private IDataView Table(int rows, Func<Random, string> number, string names = "", Func<Random, string>? others = null)
    {
        var random = new Random(7);
        var text = new StringBuilder(names).AppendJoin(',', Enumerable.Range(0, Columns).Select(column => $"x{column}")).Append(",y\n");
        for (int row = 0; row < rows; row++)
        {
            string[] numbers = [.. Enumerable.Range(0, Columns).Select(_ => number(random))];
            double Of(int column) => numbers[column].Length == 0 ? 0 : double.Parse(numbers[column], CultureInfo.InvariantCulture);
            double y = (2 * Of(3)) + Of(700) + (Of(900) * Of(900)) + (0.2 * Gaussian(random));
            text.Append(others?.Invoke(random)).AppendJoin(',', numbers).Append(',').Append(Round(y)).Append('\n');
        }

        string path = _folder.File("wide.csv");
        File.WriteAllText(path, text.ToString());
        return _ml.Data.Cache(_ml.Data.LoadTable(path));
    }

    private static string Round(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
