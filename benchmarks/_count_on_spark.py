"""Counts a file of transactions on Spark, from the schema that Virage publishes; needs nothing else of it.

    spark-submit _count_on_spark.py schema.json transactions.parquet counted

`schema.json` is /depots/formats/services.transactions/long/schema.json; what comes out can be handed in as
`services.daily-use`. Prints how many seconds it took, without the start of Spark.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any


def main(schema: str, file: str, to: str) -> None:
    """Read the schema, count the file, write the rows."""
    from pyspark.sql import SparkSession

    counted = json.loads(Path(schema).read_text(encoding="utf-8"))
    spark = (
        SparkSession.builder.appName("virage")
        # A moment with an offset is an instant: its day is that of the legal zone.
        .config("spark.sql.session.timeZone", counted["counted"]["day"]["zone"])
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    lines = (
        spark.read.parquet(file)
        if file.endswith(".parquet")
        else spark.read.option("header", "true").csv(file)
    )
    began = time.perf_counter()
    # One file: a hand-in is one.
    rows(lines, counted).repartition(1).write.mode("overwrite").parquet(to)
    print(round(time.perf_counter() - began, 2))
    spark.stop()


def rows(lines: Any, schema: dict[str, Any]) -> Any:
    """The counts by day of some lines, as their schema tells to make them."""
    from pyspark.sql import functions as of

    counted = schema["counted"]
    kinds = {field["name"]: field["type"] for field in schema["fields"]}
    day = of.to_date(of.col(counted["day"]["of"])).alias(counted["day"]["name"])
    tallies = []
    for tally in counted["tallies"]:
        if "sum" in tally:
            cell = of.col(tally["sum"])
            number = (cell.cast("boolean") if kinds[tally["sum"]] == "boolean" else cell).cast(
                "long"
            )
            # Null as soon as one line says nothing: a part of a sum is not a sum.
            total = of.when(of.count(number) == of.count(of.lit(1)), of.sum(number))
        else:
            total = of.count(of.lit(1))
        tallies.append(total.alias(tally["name"]))
    return lines.groupBy(*counted["by"], day).agg(*tallies)


if __name__ == "__main__":
    main(*sys.argv[1:])
