using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Evaluation;

/// <summary>
/// Sums were held against the score for features alone: a ready pipeline has categories, words of texts, dates and missing values between
/// the columns of a table and its network.
/// </summary>
[TestClass]
public sealed class MixedTableExplanationTests
{
    private static readonly string[] s_towns = ["Bern", "Basel", "Chur", "Thun"];
    private static readonly string[] s_words =
        ["garden", "quiet", "noisy", "balcony", "central", "old", "new", "bright", "dark", "lake", "parking", "attic"];

    [TestMethod]
    [DataRow("price", PredictionTask.Regression)]
    [DataRow("sold", PredictionTask.BinaryClassification)]
    [DataRow("kind", PredictionTask.MulticlassClassification)]
    public void Contributions_of_all_kinds_of_columns_add_up_to_the_score_less_the_baselines(string label, PredictionTask task)
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        IDataView rows = Table(ml, folder);
        string[] others = [.. new[] { "price", "sold", "kind" }.Where(name => name != label)];
        ReadyPipeline ready = ml.Pipelines().Tabular(rows, label, new TabularOptions
        {
            Task = task, Uses = others.ToDictionary(name => name, _ => ColumnUse.LeftOut),
        });
        ITransformer model = ready.With(ready.Training with { Epochs = 6, Seed = 1 }).Fit(rows);
        IDataView scored = model.Transform(rows);

        IDataView explained = ml.Transforms.Explanation(model, rows.Schema).Fit(scored).Transform(scored);

        float[][] contributions = [.. explained.GetColumn<float[]>("Explanation")];
        float[][] scores = Scores(scored);
        string[] columns = Slots(explained);
        foreach (string column in new[] { "town", "area", "rooms", "text", "built" })
            CollectionAssert.Contains(columns, column, string.Join(", ", columns));

        // The baseline's score of a class is one number: a score less its contributions is that of the class in every row.
        for (int score = 0; score < scores[0].Length; score++)
        {
            int[] explainedBy = [.. Enumerable.Range(0, scores.Length).Where(row => Chosen(scores[row]) == score)];
            double[] atBaseline = [.. explainedBy.Select(row => scores[row][score] - (double)contributions[row].Sum())];
            double mean = scores.Average(row => (double)row[score]);
            double spread = Math.Sqrt(scores.Average(row => (row[score] - mean) * (row[score] - mean)));
            double middle = atBaseline.Order().ElementAtOrDefault(atBaseline.Length / 2);
            for (int i = 0; i < explainedBy.Length; i++)
            {
                double difference = Math.Abs(scores[explainedBy[i]][score] - middle);
                Assert.AreEqual(middle, atBaseline[i], 0.01 * Math.Max(difference, spread), $"row {explainedBy[i]} of {label}");
            }
        }
    }

    private static int Chosen(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static float[][] Scores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? [.. scored.GetColumn<float[]>("Score")]
        : [.. scored.GetColumn<float>("Score").Select(score => new[] { score })];

    private static string[] Slots(IDataView explained)
    {
        VBuffer<ReadOnlyMemory<char>> slots = default;
        explained.Schema["Explanation"].GetSlotNames(ref slots);
        return [.. slots.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>Flats, of which some have no area, no rooms, no town, no text or no date.</summary>
    private static IDataView Table(MLContext ml, TemporaryFolder folder)
    {
        var random = new Random(1);
        IEnumerable<string> lines = Enumerable.Range(0, 400).Select(row =>
        {
            int town = random.Next(s_towns.Length), rooms = random.Next(1, 7);
            double area = (20 * rooms) + (30 * random.NextDouble());
            string[] said = [.. Enumerable.Range(0, 6).Select(_ => s_words[random.Next(s_words.Length)])];
            DateTime built = new DateTime(1950, 1, 1).AddDays(random.Next(25_000));
            double price = (3 * area) + (40 * town) + (said.Contains("lake") ? 80 : 0) + ((built.Year - 1950) / 2.0);
            string kind = area > 110 ? "large" : said.Contains("attic") ? "attic" : "small";
            return string.Join(',',
                row % 11 == 0 ? "" : s_towns[town], row % 7 == 0 ? "" : $"{area:0.0}", row % 13 == 0 ? "" : $"{rooms}",
                row % 17 == 0 ? "" : string.Join(' ', said), row % 19 == 0 ? "" : $"{built:yyyy-MM-dd}", $"{price:0.0}",
                price > 400 ? "yes" : "no", kind);
        });
        string path = folder.File("flats.csv");
        File.WriteAllLines(path, lines.Prepend("town,area,rooms,text,built,price,sold,kind"));
        return ml.Data.LoadTable(path);
    }
}
