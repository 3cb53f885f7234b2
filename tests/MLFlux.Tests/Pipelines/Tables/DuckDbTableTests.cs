using DuckDB.NET.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>DuckDB gives types that neither SQLite nor PostgreSQL has: numbers of 128 bits, lists, its own dates.</summary>
[TestClass]
public sealed class DuckDbTableTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void A_ready_pipeline_learns_from_a_query_of_DuckDB()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.duckdb");
        try
        {
            Fill(file);
            IDataView rows = s_ml.Data.LoadTable(new DatabaseSource(
                DuckDBClientFactory.Instance, $"Data Source={file}", "select * from houses order by id"));
            ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, "price");

            ColumnUse Use(string name) => pipeline.Choices.Single(choice => choice.ColumnName == name).Use;
            Assert.AreEqual(ColumnUse.LeftOut, Use("id"));
            Assert.AreEqual(ColumnUse.Number, Use("size"));
            Assert.AreEqual(ColumnUse.Boolean, Use("garden"));
            Assert.AreEqual(ColumnUse.Category, Use("side"));
            Assert.AreEqual(ColumnUse.Date, Use("sold"));
            Assert.AreEqual(ColumnUse.Number, Use("huge"));
            Assert.AreEqual(86, rows.GetColumn<double>("gap").Count(double.IsNaN));
            double fit = s_ml.Regression.Evaluate(pipeline.Fit(rows).Transform(rows), "price").RSquared;
            Assert.IsGreaterThan(0.9, fit);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Fill(string file)
    {
        using var connection = new DuckDBConnection($"Data Source={file}");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = """
            create table houses as select i as id, (20 + i % 180)::integer as size, i % 3 = 0 as garden,
                ['north', 'south', 'west'][1 + i % 3] as side, date '2020-01-01' + (i % 500)::integer as sold,
                (i * 1.5)::decimal(10, 2) as tax,
                case when i % 7 = 0 then null else i * 0.1 end as gap, (i * 3)::hugeint as huge,
                (1000.0 * (20 + i % 180) + 500 * (i % 3))::double as price
            from range(600) t(i)
            """;
        command.ExecuteNonQuery();
    }
}
