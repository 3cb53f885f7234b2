using MLFlux.Estimators;
using MLFlux.Evaluation;
using MLFlux.Experiments;

namespace MLFlux.Tests.Pipelines.Evaluation;

/// <summary>Each task has its class wherever tasks differ, and the classes are told apart by name.</summary>
[TestClass]
public sealed class TaskFiguresTests
{
    [TestMethod]
    public void Every_task_has_a_class_in_each_room()
    {
        foreach (PredictionTask task in Enum.GetValues<PredictionTask>())
        {
            Assert.AreEqual(task, TaskFigures.Of(task).Task);
            Assert.AreEqual(task, ExperimentTask.Of(task).Figures.Task);
            Assert.AreEqual(task, LearningTask.Of(task).Kind);
        }
    }

    [TestMethod]
    public void All_tasks_are_offered_once()
    {
        CollectionAssert.AreEquivalent(Enum.GetValues<PredictionTask>(), TaskFigures.All.Select(task => task.Task).ToArray());
        CollectionAssert.AllItemsAreUnique(TaskFigures.All.Select(task => task.PlainName).ToArray());
        CollectionAssert.AllItemsAreUnique(TaskFigures.All.Select(task => task.Name).ToArray());
    }

    [TestMethod]
    public void Predictions_are_among_the_columns_that_a_model_writes()
    {
        foreach (TaskFigures task in TaskFigures.All)
        {
            Assert.IsNotEmpty(task.PredictionColumns);
            CollectionAssert.IsSubsetOf(task.PredictionColumns.ToArray(), task.WrittenColumns.ToArray(), task.Name);
        }
    }
}
