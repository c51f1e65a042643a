"""Clean up old EBS snapshots: the script that SnapshotLambda grew from, as its text has it.

Beyond the text: --endpoint-url, because boto3 before 1.28 reads none from the environment, and pages of 1,000,
because without a size this endpoint would answer all snapshots in one reply, and the script would be measured on that.
"""
import argparse
import logging
import sys
from datetime import datetime, timedelta, timezone

import boto3

log = logging.getLogger("snap-cleanup")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--max-age-days", type=int, default=30)
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--endpoint-url")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--verbose", "-v", action="store_true")
    args = parser.parse_args()

    logging.basicConfig(
        level=logging.DEBUG if args.verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(message)s",
    )
    ec2 = boto3.client("ec2", region_name=args.region, endpoint_url=args.endpoint_url)
    cutoff = datetime.now(timezone.utc) - timedelta(days=args.max_age_days)
    deleted = 0
    try:
        paginator = ec2.get_paginator("describe_snapshots")
        for page in paginator.paginate(OwnerIds=["self"], PaginationConfig={"PageSize": 1000}):
            for snap in page["Snapshots"]:
                if snap["StartTime"] < cutoff:
                    if args.dry_run:
                        log.info("DRY-RUN delete %s (%s)", snap["SnapshotId"], snap["StartTime"])
                    else:
                        ec2.delete_snapshot(SnapshotId=snap["SnapshotId"])
                        log.info("deleted %s", snap["SnapshotId"])
                    deleted += 1
        log.info("done; %d snapshots %s", deleted, "would be deleted" if args.dry_run else "deleted")
        return 0
    except Exception:
        log.exception("cleanup failed")
        return 1


if __name__ == "__main__":
    sys.exit(main())
